import { useNavigate } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { Match, Switch } from "solid-js";
import { createApi, createIdempotencyKeys } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { formErrors } from "../api/refusal.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { accountsTexts } from "../texts/accounts.ts";
import { readerLocale } from "../texts/reader-language.ts";
import { Button } from "../ui/button.tsx";
import { createForm } from "../ui/create-form.ts";
import { Form } from "../ui/form.tsx";
import { Heading } from "../ui/heading.tsx";
import { PlainPage } from "../ui/plain-page.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import { TextField } from "../ui/text-field.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

export function NewAccountPage() {
  const api = createApi(null);
  const mine = createQuery(() => ({ queryKey: ["accounts.mine"], queryFn: () => api.accounts.mine.query() }));
  return (
    <PlainPage actions={<SignOutButton />}>
      <Heading title={accountsTexts.newTitle} />
      <Switch fallback={<Skeleton />}>
        <Match when={mine.isError}>
          <PageFailure error={mine.error} retry={() => void mine.refetch()} />
        </Match>
        <Match when={mine.data?.mayCreate === false}>
          <p>{accountsTexts.mayNotCreate}</p>
        </Match>
        <Match when={mine.isSuccess}>
          <NameForm />
        </Match>
      </Switch>
    </PlainPage>
  );
}

function NameForm() {
  const api = createApi(null);
  const keyFor = createIdempotencyKeys();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = createForm({
    initial: { name: "" },
    check: ({ name }) => (name.trim() === "" ? { name: accountsTexts.nameMissing } : {}),
    submit: async ({ name }) => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const values = { name, locale: readerLocale, timeZone };
      const account = await api.accounts.create.mutate({ ...values, idempotencyKey: keyFor(values) });
      queries.clear();
      navigate(`/a/${account.id}/users`, { replace: true });
    },
    explain: formErrors,
  });
  return (
    <Form form={form}>
      <TextField
        {...form.text("name")}
        label={accountsTexts.name}
        description={accountsTexts.newLead}
        autocomplete="organization"
        dir="auto"
      />
      <Button type="submit" tone="primary" isBusy={form.isBusy()}>
        {accountsTexts.newSubmit}
      </Button>
    </Form>
  );
}
