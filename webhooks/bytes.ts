/** Bytes as WebCrypto takes them. TypeScript before 5.7 has no word for their buffer's kind. */
export type Bytes = ReturnType<TextEncoder["encode"]>;
