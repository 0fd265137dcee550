import { createSignal } from "solid-js";

/** Sentences by field; `""` is the form as a whole. */
export type FieldErrors = Record<string, string>;

type NamesOf<V, Kind> = { [Name in keyof V]: V[Name] extends Kind ? Name : never }[keyof V] & string;

export type FormOptions<V extends object> = {
  initial: V;
  /** Looks at the values before they are sent; empty when nothing is wrong. */
  check?: (values: V) => FieldErrors;
  submit: (values: V) => Promise<void> | void;
  /** Makes sentences of what `submit` threw; paths like `groupIds.0` land on their field. */
  explain: (error: unknown) => FieldErrors;
};

export type FormState = {
  errors: () => FieldErrors;
  isBusy: () => boolean;
  isDirty: () => boolean;
  submit: (event: SubmitEvent) => void;
  connect: (element: HTMLFormElement) => void;
};

/** Values, errors and sending of one form. Errors go when their field changes; focus goes to the first one. */
export function createForm<V extends object>(options: FormOptions<V>) {
  const [start, setStart] = createSignal(options.initial);
  const [values, setValues] = createSignal(options.initial);
  const [errors, setErrors] = createSignal<FieldErrors>({});
  const [isBusy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;

  function set<Name extends keyof V & string>(name: Name, value: V[Name]) {
    setValues((before): V => ({ ...before, [name]: value }));
    setErrors(Object.fromEntries(Object.entries(errors()).filter(([field]) => field !== name && field !== "")));
  }

  /** Begins anew with what is stored now: nothing is dirty, nothing wrong. */
  function restart(stored: V) {
    setStart(() => stored);
    setValues(() => stored);
    setErrors({});
  }

  /** Also for what is found wrong later, or by another form. */
  function fail(found: FieldErrors) {
    setErrors(onFields(found, options.initial));
    queueMicrotask(() => {
      const first =
        form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>("[data-errors]");
      first?.focus();
    });
  }

  async function send() {
    if (isBusy()) return;
    const found = options.check?.(values()) ?? {};
    if (Object.keys(found).length > 0) return fail(found);
    setErrors({});
    setBusy(true);
    try {
      await options.submit(values());
    } catch (error) {
      fail(options.explain(error));
    } finally {
      setBusy(false);
    }
  }

  return {
    values,
    errors,
    isBusy,
    set,
    fail,
    restart,
    send,
    isDirty: () => JSON.stringify(values()) !== JSON.stringify(start()),
    submit: (event: SubmitEvent) => {
      event.preventDefault();
      void send();
    },
    connect: (element: HTMLFormElement) => {
      form = element;
    },
    /** To spread on a `TextField`. */
    text: (name: NamesOf<V, string>) => field<string>(name),
    /** To spread on a `CheckboxGroup`. */
    list: (name: NamesOf<V, string[]>) => field<string[]>(name),
    /** To spread on a `Checkbox`. */
    check: (name: NamesOf<V, boolean>) => {
      const bound = field<boolean>(name);
      return {
        name,
        get isChecked() {
          return bound.value;
        },
        onChange: bound.onInput,
        get error() {
          return bound.error;
        },
      };
    },
  };

  function field<T>(name: keyof V & string) {
    return {
      name: name as string,
      get value() {
        // `name` was picked by the kind of its value, which the type system forgets here.
        return values()[name] as T;
      },
      onInput: (value: T) => set(name, value as V[typeof name]),
      get error(): string | undefined {
        return errors()[name];
      },
    };
  }
}

/** Puts each sentence on the field that it is about, and on the form if there is no such field. */
function onFields(found: FieldErrors, initial: object): FieldErrors {
  const placed: FieldErrors = {};
  for (const [path, sentence] of Object.entries(found)) {
    const name = path.split(".")[0] ?? "";
    const field = name in initial ? name : "";
    placed[field] ??= sentence;
  }
  return placed;
}
