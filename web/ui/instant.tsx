import { fullInstant, shortDate, shortTime } from "./date-time.ts";

/** `date` or `time` of an instant; the whole of it with its zone on hover. */
export function Instant(props: { at: number; show: "date" | "time" | "both" }) {
  const text = () => {
    if (props.show === "date") return shortDate(props.at);
    return props.show === "time" ? shortTime(props.at) : `${shortDate(props.at)} ${shortTime(props.at)}`;
  };
  return (
    <time dateTime={new Date(props.at).toISOString()} title={fullInstant(props.at)}>
      {text()}
    </time>
  );
}
