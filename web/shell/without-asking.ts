/** `state` of a navigation that nothing typed can hold up: what was typed on has ended already. */
export const withoutAsking = { withoutAsking: true };
