import type { AccountRow } from "../../shared/outputs.ts";

export type SettingsValues = { name: string; homeUrl: string; timeZone: string; locale: string };

export function settingsOf({ name, homeUrl, timeZone, locale }: AccountRow): SettingsValues {
  return { name, homeUrl: homeUrl ?? "", timeZone, locale };
}

export type AccountChanges = { name?: string; homeUrl?: string | null; timeZone?: string; locale?: string };

/** Only what differs: the audit trail tells what was changed, and what others changed meanwhile stays. */
export function accountChanges(account: AccountRow, values: SettingsValues): AccountChanges {
  const [name, homeUrl, timeZone] = [values.name.trim(), values.homeUrl.trim() || null, values.timeZone.trim()];
  return {
    ...(name === account.name ? {} : { name }),
    ...(homeUrl === account.homeUrl ? {} : { homeUrl }),
    ...(timeZone === account.timeZone ? {} : { timeZone }),
    ...(values.locale === account.locale ? {} : { locale: values.locale }),
  };
}
