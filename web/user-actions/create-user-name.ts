import { displayId } from "../../shared/ids.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { personName } from "./person-name.ts";

/** What the user of an id is called; the id where nobody has it any more. */
export function createUserName(userId: () => string | null): () => string {
  const { id, api } = useAccount();
  const found = createQuery(() => {
    const wanted = userId() ?? "";
    return {
      queryKey: ["users.get", id, wanted],
      queryFn: () => api.users.get.query({ userId: wanted }),
      enabled: wanted !== "",
    };
  });
  return () => {
    if (found.data) return personName(found.data);
    return found.isError ? displayId(userId() ?? "") : "…";
  };
}
