import downloadIcon from "lucide-static/icons/download.svg?raw";
import { Show } from "solid-js";
import type { UserRow } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import { failureSentence } from "../../api/refusal.ts";
import { exportTexts } from "../../texts/users-export.ts";
import { Button } from "../../ui/button.tsx";
import { createExport } from "../../ui/create-export.ts";
import { count } from "../../ui/date-time.ts";
import { download } from "../../ui/download.ts";
import type { UserListState } from "../create-user-list.ts";
import { listInput } from "../list-view.ts";

/** What the filters let through as a file; how far it is, and how it ended, stays beside the button. */
export function UsersExport(props: { list: UserListState; wordClass?: string | undefined }) {
  const { api } = useAccount();
  const exporting = createExport<UserRow>({
    done: (rows) => exportTexts.done(count(rows), rows === 1),
    cut: (rows) => exportTexts.cut(count(rows)),
    failed: (error) => exportTexts.failed(failureSentence(error)),
  });
  const said = () => {
    const state = exporting.state();
    if (state.kind === "idle") return "";
    return state.kind === "running" ? exportTexts.exporting(count(state.rows)) : state.sentence;
  };

  function start() {
    const { page: _, ...input } = listInput({ ...props.list.view(), page: 1, pageSize: 100 }, Date.now());
    void exporting.start(
      (cursor) => api.users.list.query(cursor === null ? input : { ...input, cursor }),
      async (rows) => {
        const { usersCsv } = await import("./users-csv.ts");
        download(exportTexts.file(new Date().toISOString().slice(0, 10)), "text/csv", usersCsv(rows));
      },
    );
  }

  return (
    <>
      <Button tone="quiet" icon={downloadIcon} isBusy={exporting.isRunning()} onClick={start}>
        <span class={props.wordClass}>{exportTexts.export}</span>
      </Button>
      <Show when={exporting.isRunning()}>
        <Button tone="quiet" onClick={() => exporting.stop()}>
          {exportTexts.stop}
        </Button>
      </Show>
      <span role="status">{said()}</span>
    </>
  );
}
