import { useLocation, useNavigate } from "@solidjs/router";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import { createMemo, createSignal, Show } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { shellTexts } from "../texts/shell.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { setTheme, theme, themes } from "../ui/theme.ts";
import styles from "./account-menu.module.css";
import { createSignOut } from "./create-sign-out.ts";
import { samePage } from "./same-page.ts";

/** Which account this is and who is signed in, and the way to what belongs to neither page. */
export function AccountMenu() {
  const account = useAccount();
  const navigate = useNavigate();
  const location = useLocation();
  const { signOut } = createSignOut();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  /** Pointing at the menu is enough, so that it seldom grows while it is open. */
  const [isWanted, setWanted] = createSignal(false);
  const mine = createQuery(() => ({
    queryKey: ["accounts.mine"],
    queryFn: () => account.api.accounts.mine.query(),
    enabled: isWanted(),
  }));

  const goTo = (page: string) => navigate(`/a/${account.id}/${page}`);
  const profileItem: MenuItem = { kind: "item", label: shellTexts.profile, onSelect: () => goTo("profile") };
  const settingsItem: MenuItem = { kind: "item", label: shellTexts.settings, onSelect: () => goTo("settings") };
  const accountsItem: MenuItem = { kind: "item", label: shellTexts.myAccounts, onSelect: () => navigate("/accounts") };
  const signOutItem: MenuItem = { kind: "item", label: shellTexts.signOut, onSelect: signOut };

  /** Only where there is something to choose. */
  const switchItems = createMemo((): MenuItem[] => {
    const accounts = mine.data?.accounts ?? [];
    if (accounts.length < 2) return [];
    return accounts.map((each) => ({
      kind: "item",
      label: shellTexts.accountItem(each.name, each.id === account.id),
      onSelect: () => {
        if (each.id !== account.id) navigate(samePage(location.pathname, each));
      },
    }));
  });
  const themeItems = createMemo(() =>
    themes.map(
      (name): MenuItem => ({
        kind: "item",
        label: shellTexts.themeItem(name, name === theme()),
        onSelect: () => setTheme(name),
      }),
    ),
  );
  // The same items each time, so that those of the accounts join an open menu and leave the focus where it is.
  const items = createMemo((): MenuItem[] => [
    profileItem,
    ...(account.profile()?.isAdministrator ? [settingsItem] : []),
    { kind: "separator" },
    ...switchItems(),
    accountsItem,
    { kind: "separator" },
    ...themeItems(),
    { kind: "separator" },
    signOutItem,
  ]);

  return (
    <Show when={account.profile()} fallback={<span class={styles.placeholder} />}>
      {(profile) => {
        const person = () => `${profile().firstName} ${profile().lastName}`.trim();
        return (
          <>
            <button
              type="button"
              class={styles.button}
              aria-haspopup="menu"
              aria-expanded={anchor() !== null}
              onPointerEnter={() => setWanted(true)}
              onFocus={() => setWanted(true)}
              onClick={(event) => {
                setWanted(true);
                setAnchor(anchor() ? null : event.currentTarget);
              }}
            >
              <Avatar text={initials(profile().firstName, profile().lastName)} />
              <span class={styles.names}>
                <span class={styles.account}>{profile().account.name}</span>
                <span class={styles.person}>{person()}</span>
              </span>
              <span class="unseen">{shellTexts.accountMenuLabel}</span>
              <Icon svg={chevronDown} />
            </button>
            <Show when={anchor()}>
              {(open) => (
                <Menu
                  label={shellTexts.accountMenuLabel}
                  anchor={open()}
                  items={items()}
                  onClose={() => setAnchor(null)}
                />
              )}
            </Show>
          </>
        );
      }}
    </Show>
  );
}
