import type { Assertion, Attestation } from "../auth/passkey-inputs.ts";

// A security key in software: what browsers and authenticators send, byte for byte, and whatever a liar would.

/** What is signed otherwise than it should be. */
export type Lie = Partial<{
  type: string;
  challenge: string;
  origin: string;
  crossOrigin: boolean;
  rpId: string;
  isPresent: boolean;
  isVerified: boolean;
  counter: number;
  userHandle: string | null;
  id: string;
  attestation: "none" | "certified";
}>;

export type Authenticator = {
  id: string;
  make(options: { challenge: string; user: { id: string } }, lie?: Lie): Promise<Attestation>;
  use(options: { challenge: string }, lie?: Lie): Promise<Assertion>;
};

const flag = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };

/** With one passkey in it, which counts its uses if `counts`. */
export async function createAuthenticator(origin: string, { counts = true } = {}): Promise<Authenticator> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const credentialId = crypto.getRandomValues(new Uint8Array(32));
  const id = base64Url(credentialId);
  let uses = 0;
  let owner = "";

  async function dataOf(lie: Lie, attested: Uint8Array | null): Promise<Uint8Array> {
    const { rpId = new URL(origin).hostname, isPresent = true, isVerified = true, counter = counts ? ++uses : 0 } = lie;
    let flags = flag.backupEligible | flag.backedUp;
    if (isPresent) flags |= flag.present;
    if (isVerified) flags |= flag.verified;
    if (attested) flags |= flag.attested;
    const rest = new DataView(new ArrayBuffer(5));
    rest.setUint8(0, flags);
    rest.setUint32(1, counter);
    return joined(await sha256(text(rpId)), new Uint8Array(rest.buffer), attested ?? new Uint8Array());
  }

  return {
    id,
    async make({ challenge, user }, lie = {}) {
      owner = user.id;
      const publicKey = new Uint8Array((await crypto.subtle.exportKey("raw", keys.publicKey)) as ArrayBuffer);
      const [x, y] = [publicKey.slice(1, 33), publicKey.slice(33)];
      // COSE: an EC2 key for ES256 on P-256.
      const cose = joined(bytes("a5010203262001215820"), x, bytes("225820"), y);
      const length = bytes(credentialId.length.toString(16).padStart(4, "0"));
      const authData = await dataOf(lie, joined(new Uint8Array(16), length, credentialId, cose));
      const statement =
        lie.attestation === "certified"
          ? joined(text("\x66packed"), cborKey("attStmt"), bytes("a1"), cborKey("x5c"), bytes("8141ff"))
          : joined(text("\x64none"), cborKey("attStmt"), bytes("a0"));
      const size = bytes(`59${authData.length.toString(16).padStart(4, "0")}`);
      const attestationObject = joined(bytes("a3"), cborKey("fmt"), statement, cborKey("authData"), size, authData);
      const { id: claimed = id } = lie;
      return {
        ...{ id: claimed, rawId: claimed, type: "public-key", locale: "en-GB" },
        response: {
          clientDataJSON: base64Url(clientData("webauthn.create", challenge, origin, lie)),
          attestationObject: base64Url(attestationObject),
          transports: ["internal", "hybrid"],
        },
      };
    },
    async use({ challenge }, lie = {}) {
      const data = clientData("webauthn.get", challenge, origin, lie);
      const authData = await dataOf(lie, null);
      const signed = joined(authData, await sha256(data));
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, signed);
      const { id: claimed = id, userHandle = owner } = lie;
      return {
        ...{ id: claimed, rawId: claimed, type: "public-key" },
        response: {
          clientDataJSON: base64Url(data),
          authenticatorData: base64Url(authData),
          signature: base64Url(der(new Uint8Array(signature))),
          userHandle,
        },
      };
    },
  };
}

function clientData(type: string, challenge: string, origin: string, lie: Lie): Uint8Array {
  return text(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...only(lie) }));
}

function only({ type, challenge, origin, crossOrigin }: Lie): object {
  return JSON.parse(JSON.stringify({ type, challenge, origin, crossOrigin }));
}

/** WebCrypto's two halves as the two integers that authenticators write. */
function der(signature: Uint8Array): Uint8Array {
  const [r, s] = [signature.slice(0, 32), signature.slice(32)].map((half) => {
    const digits = half.slice(half.findIndex((byte) => byte !== 0));
    const positive = (digits[0] ?? 0) >= 0x80 ? joined(bytes("00"), digits) : digits;
    return joined(new Uint8Array([0x02, positive.length]), positive);
  });
  const both = joined(r ?? new Uint8Array(), s ?? new Uint8Array());
  return joined(new Uint8Array([0x30, both.length]), both);
}

function cborKey(name: string): Uint8Array {
  return joined(new Uint8Array([0x60 + name.length]), text(name));
}

async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function bytes(hex: string): Uint8Array {
  return new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

export function base64Url(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
