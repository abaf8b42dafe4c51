/** Below this probability an answer is shown as unsure, and what corrections taught is heard. */
export const SURE = 0.6;
