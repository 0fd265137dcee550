import { Match, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { CheckboxGroup } from "../ui/checkbox.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { groupsQuery } from "./groups-query.ts";

type GroupChoiceProps = {
  label: string;
  description: string;
  name: string;
  value: string[];
  onInput: (value: string[]) => void;
  error: string | undefined;
  /** Nobody becomes an administrator by the way. */
  withoutAdministrators?: boolean;
};

/** The field of a form that chooses among the account's groups. */
export function GroupChoice(props: GroupChoiceProps) {
  const account = useAccount();
  const groups = createQuery(() => groupsQuery(account));
  return (
    <Switch fallback={<Spinner />}>
      <Match when={groups.isError}>
        <PageFailure error={groups.error} retry={() => void groups.refetch()} />
      </Match>
      <Match when={groups.data}>
        {(found) => (
          <CheckboxGroup
            {...props}
            options={found()
              .filter(({ isAdministrators }) => !(isAdministrators && props.withoutAdministrators))
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Match>
    </Switch>
  );
}
