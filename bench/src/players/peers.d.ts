/** The build that carries its worker inside; its types are the package's. */
declare module 'hls.js/dist/hls.min.js' {
  export * from 'hls.js';
  export { default } from 'hls.js';
}
