import type { FastifyRequest } from 'fastify';

/** Where others find this platform: what is printed must hold the address that a telephone can reach. */
export class PublicUrl {
  constructor(private readonly url: string | undefined) {}

  /** As it was set, else as the caller reached us; without a slash at its end. */
  of({ protocol, host }: FastifyRequest): string {
    return (this.url ?? `${protocol}://${host}`).replace(/\/+$/, '');
  }
}
