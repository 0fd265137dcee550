import { displayId } from "../../shared/ids.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { personName } from "../user-actions/person-name.ts";

/** What whoever is filtered by is called; the id where nobody has it any more. */
export function createInviterName(invitedBy: () => string | null): () => string {
  const { id, api } = useAccount();
  const found = createQuery(() => {
    const userId = invitedBy() ?? "";
    return {
      queryKey: ["users.get", id, userId],
      queryFn: () => api.users.get.query({ userId }),
      enabled: userId !== "",
    };
  });
  return () => {
    if (found.data) return personName(found.data);
    return found.isError ? displayId(invitedBy() ?? "") : "…";
  };
}
