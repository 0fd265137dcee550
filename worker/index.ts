import { DurableObject } from "cloudflare:workers";

export class Invitation extends DurableObject {}

export default {
  async fetch() {
    return new Response("placeholder");
  },
  async scheduled() {},
} satisfies ExportedHandler;
