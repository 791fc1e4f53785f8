/** As much of the parsers of video.js as is asked of them here. */

interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

declare module 'm3u8-parser' {
  interface Segment {
    readonly uri: string;
    readonly duration: number;
    readonly timeline: number;
    readonly byterange?: ByteRange;
    readonly map?: { readonly uri: string; readonly byterange?: ByteRange };
  }
  interface Attributes {
    readonly BANDWIDTH: number;
    readonly 'AVERAGE-BANDWIDTH'?: string;
    readonly RESOLUTION?: { readonly width: number; readonly height: number };
    readonly CODECS?: string;
    readonly AUDIO?: string;
  }
  export class Parser {
    push(text: string): void;
    end(): void;
    readonly manifest: {
      readonly segments: readonly Segment[];
      readonly playlists?: readonly { readonly uri: string; readonly attributes: Attributes }[];
    };
  }
}

declare module 'mpd-parser' {
  interface Segment {
    readonly uri: string;
    readonly resolvedUri: string;
    readonly presentationTime: number;
    readonly duration: number;
    readonly timeline: number;
    readonly byterange?: ByteRange;
    readonly map?: { readonly resolvedUri: string; readonly byterange?: ByteRange };
  }
  export function parse(
    text: string,
    options: { manifestUri: string },
  ): { readonly playlists: readonly { readonly segments: readonly Segment[] }[] };
}
