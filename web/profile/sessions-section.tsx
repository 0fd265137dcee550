import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import type { SessionItem } from "../../shared/sign-in-means.ts";
import { createQuery } from "../api/create-query.ts";
import { createSignOut } from "../shell/create-sign-out.ts";
import { FormActions, FormSection } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { Button } from "../ui/button.tsx";
import { createNow } from "../ui/create-now.ts";
import { dateAndTime, relativeTime } from "../ui/date-time.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { toast } from "../ui/toaster.tsx";
import { OwnList, OwnRow } from "./own-list.tsx";
import { deviceName, endSession, sentenceOf, sessionsQuery } from "./own-ways-in.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";

const hourMs = 3_600_000;

/** Where one is signed in, this browser first, and the ways out of each and of all. */
export function SessionsSection() {
  let everywhereButton: HTMLButtonElement | undefined;
  const queries = useQueryClient();
  const sessions = createQuery(() => ({ ...sessionsQuery, select: thisOneFirst }));
  const now = createNow();
  const here = createSignOut();
  const everywhere = createSignOut(signOutEverywhere);
  const [isAsking, setAsking] = createSignal(false);
  const [ending, setEnding] = createSignal("");

  const end = async ({ id, device }: SessionItem) => {
    setEnding(id);
    try {
      await endSession(id);
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      everywhereButton?.focus();
      toast(profileTexts.sessionEnded(deviceName(device)), "success");
    } catch (error) {
      toast(sentenceOf(error), "error");
    } finally {
      setEnding("");
    }
  };

  return (
    <FormSection title={profileTexts.sessions} lead={profileTexts.sessionsLead}>
      <OwnList label={profileTexts.sessions} query={sessions} loading={profileTexts.loadingSessions}>
        {(session) => (
          <OwnRow
            name={deviceName(session.device)}
            mark={session.isCurrent ? profileTexts.thisBrowser : undefined}
            facts={factsOf(session, now())}
          >
            <Button
              tone="quiet"
              aria-label={profileTexts.signOutLabel(deviceName(session.device), dateAndTime(session.createdAt))}
              isBusy={session.isCurrent ? here.isBusy() : ending() === session.id}
              onClick={() => (session.isCurrent ? here.signOut() : void end(session))}
            >
              {profileTexts.signOut}
            </Button>
          </OwnRow>
        )}
      </OwnList>
      <FormActions>
        <Button ref={(button) => (everywhereButton = button)} onClick={() => setAsking(true)}>
          {profileTexts.signOutEverywhere}
        </Button>
      </FormActions>
      <Show when={isAsking()}>
        <ConfirmDialog
          title={profileTexts.everywhereTitle}
          confirmLabel={profileTexts.signOutEverywhere}
          isBusy={everywhere.isBusy()}
          onConfirm={everywhere.signOut}
          onClose={() => setAsking(false)}
        >
          <p>{profileTexts.everywhereText}</p>
        </ConfirmDialog>
      </Show>
    </FormSection>
  );
}

function thisOneFirst(sessions: SessionItem[]): SessionItem[] {
  return sessions.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

function factsOf({ createdAt, seenAt, isCurrent }: SessionItem, now: number): string[] {
  const signedIn = profileTexts.signedIn(dateAndTime(createdAt));
  if (isCurrent) return [signedIn];
  const seen = now - seenAt < hourMs ? profileTexts.withinTheHour : relativeTime(seenAt, now);
  return [signedIn, profileTexts.lastSeen(seen)];
}
