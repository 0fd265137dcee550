/** The floor of cold start. */
export default { fetch: () => new Response("ok") };
