import { Route, Router, type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import { lazy, Suspense } from "solid-js";
import { failureOf, refusedWith } from "./api/refusal.ts";
import { signInPath } from "./api/return-path.ts";
import { Shell } from "./shell/shell.tsx";
import { Toaster } from "./ui/toaster.tsx";
import { UsersPage } from "./users/users-page.tsx";

// The Users page, where most people begin and all who sign in end up, comes with the frame; the others when entered.
const start = lazy(() => import("./shell/start.tsx").then(({ Start }) => ({ default: Start })));
const notFound = lazy(() => import("./shell/not-found.tsx").then(({ NotFound }) => ({ default: NotFound })));
const signIn = lazy(() => import("./sign-in/sign-in-page.tsx").then(({ SignInPage }) => ({ default: SignInPage })));
const stop = lazy(() => import("./stop/stop-page.tsx").then(({ StopPage }) => ({ default: StopPage })));
const accounts = lazy(() =>
  import("./accounts/accounts-page.tsx").then(({ AccountsPage }) => ({ default: AccountsPage })),
);
const newAccount = lazy(() =>
  import("./accounts/new-account-page.tsx").then(({ NewAccountPage }) => ({ default: NewAccountPage })),
);
const user = lazy(() => import("./user/user-page.tsx").then(({ UserPage }) => ({ default: UserPage })));
const addMany = lazy(() =>
  import("./add-many/add-many-page.tsx").then(({ AddManyPage }) => ({ default: AddManyPage })),
);
const groups = lazy(() => import("./groups/groups-page.tsx").then(({ GroupsPage }) => ({ default: GroupsPage })));
const audit = lazy(() => import("./audit/audit-page.tsx").then(({ AuditPage }) => ({ default: AuditPage })));

const profile = lazy(() => import("./profile/profile-page.tsx").then(({ ProfilePage }) => ({ default: ProfilePage })));
const tokens = lazy(() => import("./tokens/tokens-page.tsx").then(({ TokensPage }) => ({ default: TokensPage })));
const webhooks = lazy(() =>
  import("./webhooks/webhooks-page.tsx").then(({ WebhooksPage }) => ({ default: WebhooksPage })),
);
const settings = lazy(() =>
  import("./settings/settings-page.tsx").then(({ SettingsPage }) => ({ default: SettingsPage })),
);

export function App() {
  return (
    <Router root={Root}>
      <Route path="/" component={start} />
      <Route path="/sign-in" component={signIn} />
      <Route path="/stop" component={stop} />
      <Route path="/accounts" component={accounts} />
      <Route path="/new-account" component={newAccount} />
      <Route path="/a/:accountId" component={Shell}>
        <Route path="/users" component={UsersPage} />
        <Route path="/profile" component={profile} />
        <Route path="/settings" component={settings} />
        <Route path="/add-many" component={addMany} />
        <Route path="/users/:userId" component={user} />
        <Route path="/groups" component={groups} />
        <Route path="/tokens" component={tokens} />
        <Route path="/webhooks" component={webhooks} />
        <Route path="/audit" component={audit} />
      </Route>
      <Route path="*" component={notFound} />
    </Router>
  );
}

function Root(props: RouteSectionProps) {
  const navigate = useNavigate();
  const location = useLocation();

  function onQueryError(error: unknown) {
    if (!refusedWith(error, "signInRequired")) return;
    // Whoever is typing into a dialog keeps it; sending it will say what to do.
    if (location.pathname === "/sign-in" || document.querySelector("dialog[open]")) return;
    navigate(signInPath(location.pathname + location.search), { replace: true });
  }

  const client = new QueryClient({
    queryCache: new QueryCache({ onError: onQueryError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What was refused is refused again; only what never arrived is worth another try.
        retry: (failures, error) => failures < 2 && failureOf(error).kind === "unreachable",
      },
    },
  });

  return (
    <QueryClientProvider client={client}>
      <Suspense>{props.children}</Suspense>
      <Toaster />
    </QueryClientProvider>
  );
}
