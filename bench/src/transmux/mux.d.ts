/** What is used of mux.js, which has no types. */
declare module 'mux.js' {
  interface Output {
    readonly type: string;
    readonly initSegment: Uint8Array;
    readonly data: Uint8Array;
  }
  interface Transmuxer {
    on(event: 'data', listener: (output: Output) => void): void;
    push(bytes: Uint8Array): void;
    flush(): void;
  }
  const muxjs: {
    mp4: { Transmuxer: new (options: { remux: boolean; keepOriginalTimestamps: boolean }) => Transmuxer };
  };
  export default muxjs;
}

declare module 'mux.js/lib/tools/mp4-inspector.js' {
  export interface Box {
    readonly type: string;
    readonly boxes?: readonly Box[];
    readonly trackId?: number;
    readonly timescale?: number;
    readonly handlerType?: string;
    readonly samples?: readonly { readonly duration?: number; readonly size?: number }[];
  }
  const inspector: { inspect(file: Uint8Array): Box[] };
  export default inspector;
}
