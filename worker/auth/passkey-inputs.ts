import * as v from "valibot";
import { forbiddenInNames } from "../../shared/fields.ts";
import { maxPasskeyNameLength } from "../../shared/sign-in-means.ts";

const base64Url = v.pipe(v.string(), v.minLength(1), v.regex(/^[A-Za-z0-9_-]+$/));
const credential = { id: base64Url, rawId: base64Url, type: v.literal("public-key") };
const id = v.pipe(v.string(), v.maxLength(100));

/** What a browser's `navigator.credentials.get` came to. Members that nothing reads are dropped. */
export const assertion = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: base64Url,
    authenticatorData: base64Url,
    signature: base64Url,
    userHandle: v.nullish(base64Url),
  }),
});
export type Assertion = v.InferOutput<typeof assertion>;

/** What `navigator.credentials.create` came to. */
export const attestation = v.object({
  ...credential,
  locale: v.optional(v.string(), ""),
  response: v.object({
    clientDataJSON: base64Url,
    attestationObject: base64Url,
    transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)), []),
  }),
});
export type Attestation = v.InferOutput<typeof attestation>;

export const clientData = v.object({
  challenge: v.string(),
  crossOrigin: v.optional(v.boolean()),
});

export const named = v.object({
  passkeyId: id,
  name: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(maxPasskeyNameLength),
    v.check((name) => !forbiddenInNames.test(name)),
  ),
});

export const one = v.object({ passkeyId: id });
