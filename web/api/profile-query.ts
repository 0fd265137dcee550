import type { Profile } from "../../shared/outputs.ts";
import type { Api } from "./client.ts";

/** Whoever is signed in, in this account. The frame asks; the pages inside share its answer. */
export function profileQuery(accountId: string, api: Api) {
  return {
    queryKey: profileKey(accountId),
    queryFn: (): Promise<Profile> => api.profile.get.query(),
    staleTime: 60_000,
  };
}

export function profileKey(accountId: string) {
  return ["profile.get", accountId];
}
