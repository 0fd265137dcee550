/** What a caller is told of an error of ours, beside the id of its log line; pages have a sentence of their own. */
export const internalErrorSentence = "Internal server error";
