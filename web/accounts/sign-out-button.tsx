import { createSignOut } from "../shell/create-sign-out.ts";
import { accountsTexts } from "../texts/accounts.ts";
import { Button } from "../ui/button.tsx";

export function SignOutButton() {
  const { isBusy, signOut } = createSignOut();
  return (
    <Button isBusy={isBusy()} onClick={signOut}>
      {accountsTexts.signOut}
    </Button>
  );
}
