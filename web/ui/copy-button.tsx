import copy from "lucide-static/icons/copy.svg?raw";
import { IconButton } from "./button.tsx";
import { toast } from "./toaster.tsx";

/** Puts a text on the clipboard and says so. */
export function CopyButton(props: { text: string; label: string; done: string; failed: string }) {
  async function write() {
    try {
      await navigator.clipboard.writeText(props.text);
      toast(props.done, "success");
    } catch {
      toast(props.failed, "error");
    }
  }
  return <IconButton icon={copy} label={props.label} onClick={() => void write()} />;
}
