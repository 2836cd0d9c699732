/** The part of the package `qrcode` that pages use: its core alone, without what draws for Node. */
declare module 'qrcode/lib/core/qrcode' {
  export function create(text: string): { modules: { size: number; data: Uint8Array } }
}
