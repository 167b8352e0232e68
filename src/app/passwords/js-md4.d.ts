declare module 'js-md4' {
  type Md4 = { readonly update: (message: Uint8Array) => Md4; readonly hex: () => string }
  const md4: { readonly create: () => Md4 }
  export default md4
}
