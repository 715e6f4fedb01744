// Conditions that several lessons share: words, and a question to the witness.

export const allDelivered = { text: 'All orders of this drill are delivered', when: seen => seen.allCompleted };
export const noDuplicates = { text: 'No step is stored twice: duplicates as before', when: seen => seen.newDuplicates === 0 };
export const balances = { text: 'The equation holds', when: seen => seen.balances };
export const gone = (role, name) => ({ text: `${name} falls silent`, when: seen => seen.gone(role) });
