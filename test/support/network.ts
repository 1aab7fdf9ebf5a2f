import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/**
 * The road between a browser and the server, which a test can close, open, and make lose an answer: the server has done
 * what it was asked, and the browser does not hear of it.
 */
export class Network {
  private readonly sockets = new Set<Socket>();
  private isUp = true;
  private losing: RegExp | undefined;
  private cutting: RegExp | undefined;
  private isStalled = false;
  private isNewer = false;
  /** How many answers were lost. */
  lost = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** A road of its own to the server at `url`. */
  static async to(url: string): Promise<Network> {
    const { hostname, port } = new URL(url);
    const server = createServer((near) => network.carry(near, Number(port), hostname));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the road has no port');
    const network = new Network(server, `http://127.0.0.1:${address.port}`);
    return network;
  }

  close(): void {
    this.isUp = false;
    for (const socket of this.sockets) socket.destroy();
  }

  open(): void {
    this.isUp = true;
  }

  /** The next answer to a request whose head matches is lost, and the connection with it. */
  loseAnswerTo(head: RegExp): void {
    this.losing = head;
  }

  /** The road breaks when a request whose head matches has begun to go over it. */
  breakDuring(head: RegExp): void {
    this.cutting = head;
  }

  /** Whatever goes onto the road while it is stalled stays there: no answer, no error. */
  stall(isStalled: boolean): void {
    this.isStalled = isStalled;
  }

  /** From now on the service worker that comes along this road is one of a newer build. */
  bringNewerBuild(): void {
    this.isNewer = true;
  }

  async end(): Promise<void> {
    this.close();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(near: Socket, port: number, host: string): void {
    if (!this.isUp) {
      near.destroy();
      return;
    }
    const far = dial(port, host);
    let isDoomed = false;
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      if (this.isStalled) return;
      if (this.cutting?.test(chunk.toString('latin1'))) {
        this.cutting = undefined;
        far.write(chunk);
        this.close();
        return;
      }
      if (this.losing?.test(chunk.toString('latin1'))) {
        this.losing = undefined;
        isDoomed = true;
      }
      far.write(this.isNewer ? askedInFull(chunk) : chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (!isDoomed) {
        near.write(this.isNewer ? asNewer(chunk) : chunk);
        return;
      }
      this.lost += 1;
      // A browser asks again by itself where nothing came back; a head without its body is an answer that was lost.
      near.end(chunk.subarray(0, chunk.indexOf('\r\n\r\n') + 4), () => near.destroy());
    });
  }
}

/** Neither compressed nor "not modified"; of the same length, so that nothing else has to change. */
function askedInFull(chunk: Buffer): Buffer {
  const text = chunk.toString('latin1');
  if (!text.startsWith('GET /field/worker.js')) return chunk;
  const plain = text
    .replace(/Accept-Encoding:/i, 'X-ccept-Encoding:')
    .replace(/If-(None|Modified)-/gi, 'X-$1-');
  return Buffer.from(plain, 'latin1');
}

const asNewer = (chunk: Buffer): Buffer =>
  chunk.includes('songbai-field-')
    ? Buffer.from(chunk.toString('latin1').replace(/(["'`])[0-9a-f]{16}\1/, '$10123456789abcdef$1'), 'latin1')
    : chunk;
