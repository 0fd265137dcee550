// The one platform class that shared/ leans on; browsers, workerd and Node all have it, and DOM types would let more in.
declare class URL {
  constructor(input: string);
  readonly hostname: string;
  readonly protocol: string;
  readonly href: string;
  readonly port: string;
  readonly username: string;
  readonly password: string;
}
