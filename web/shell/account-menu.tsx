import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import { createSignal, Show } from "solid-js";
import { shellTexts } from "../../shared/texts/shell.ts";
import { useAccount } from "../api/account-context.ts";
import { failureText } from "../front/failure.ts";
import { signOut } from "../front/one-time-code.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { setTheme, theme, themes } from "../ui/theme.ts";
import { toast } from "../ui/toaster.tsx";
import styles from "./account-menu.module.css";

/** Which account this is and who is signed in, and the way to what belongs to neither page. */
export function AccountMenu() {
  const account = useAccount();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);

  async function leave() {
    const answer = await signOut();
    if (answer.kind === "failed") {
      toast(failureText(answer.failure), "error");
      return;
    }
    navigate("/sign-in");
    queries.clear();
  }

  const items = (): MenuItem[] => [
    { kind: "item", label: shellTexts.myAccounts, onSelect: () => navigate("/accounts") },
    { kind: "separator" },
    ...themes.map(
      (name): MenuItem => ({
        kind: "item",
        label: shellTexts.themeItem(name, name === theme()),
        onSelect: () => setTheme(name),
      }),
    ),
    { kind: "separator" },
    { kind: "item", label: shellTexts.signOut, onSelect: () => void leave() },
  ];

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
              onClick={(event) => setAnchor(anchor() ? null : event.currentTarget)}
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
