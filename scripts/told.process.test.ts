import { expect, test } from "vitest";
import { changeStored } from "./stored-rows.ts";
import {
  apiOf,
  killAll,
  linkCodeIn,
  mailsTo,
  ordinaryGroup,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

const patience = { timeout: 60_000, interval: 250 };

test("a reminder and an hour of news that fell due while nothing ran leave at the next start, once", async () => {
  const usher = await usherForTest();
  const { apiToken, adminEmail } = await seedAccount(usher.origin, 1);
  const api = apiOf(usher.origin, apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const subjectsTo = async (email: string) =>
    (await mailsTo(usher.origin, email)).map(({ subject }) => subject).reverse();
  for (const firstName of ["Ann", "Ben", "Cid"]) {
    const email = `${firstName.toLowerCase()}@example.com`;
    await api.users.invite.mutate({ email, firstName, lastName: "", groupIds });
    await expect.poll(() => subjectsTo(email), patience).toHaveLength(1);
  }
  for (const email of ["ann@example.com", "ben@example.com"]) {
    const code = (await mailsTo(usher.origin, email)).map(linkCodeIn)[0];
    const headers = { origin: usher.origin, "content-type": "application/json" };
    const body = JSON.stringify({ code });
    const answer = await fetch(`${usher.origin}/trpc/invitations.decline`, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    await expect.poll(() => subjectsTo(adminEmail), patience).toHaveLength(1);
  }
  expect((await subjectsTo(adminEmail))[0]).toMatch(/^Ann has declined/);
  expect(await subjectsTo("cid@example.com")).toHaveLength(1);

  await killAll(usher);
  changeStored(usher.stateFolder, "notices", "UPDATE notices SET dueAt = dueAt - 3600000");
  const overdue = Date.now() - 120_000;
  changeStored(
    usher.stateFolder,
    "invitations",
    `UPDATE invitations SET reminderDueAt = ${overdue} WHERE reminderDueAt IS NOT NULL`,
  );

  for (const starts of [1, 2]) {
    const again = await startAgain(usher);
    await expect.poll(() => subjectsTo(adminEmail), patience).toHaveLength(2);
    await expect.poll(() => subjectsTo("cid@example.com"), patience).toHaveLength(2);
    expect((await subjectsTo(adminEmail))[1], `start ${starts}`).toMatch(/^Ben has declined/);
    expect((await subjectsTo("cid@example.com"))[1]).toMatch(/^Reminder: /);
    // Those who have answered are not reminded.
    expect(await subjectsTo("ann@example.com")).toHaveLength(1);
    await killAll(again);
  }
}, 300_000);
