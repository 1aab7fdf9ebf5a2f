'use strict';

const http = require('node:http');

/**
 * A proxy before the API processes that now and then keeps an answer to itself: the work is committed and nobody is
 * told. What it kept is remembered by its key, so that the answer to the second asking can be held against it.
 */
class HttpLossyProxy {
  constructor(portOf, random, share) {
    Object.assign(this, { portOf, random, share, cut: 0, kept: new Map() });
    this.agent = new http.Agent({ keepAlive: false });
    this.server = http.createServer((request, response) => this.pass(request, response));
  }

  listen() {
    return new Promise((done) => this.server.listen(0, '127.0.0.1', () => done(this.server.address().port)));
  }

  pass(request, response) {
    const { method, url: path, headers } = request;
    const lose = () => response.destroy();
    const upstream = http.request(
      { agent: this.agent, port: this.portOf(), method, path, headers },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', lose).on('aborted', lose);
        answer.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          if (answer.statusCode < 300 && this.random() < this.share) {
            this.cut += 1;
            this.kept.set(headers['idempotency-key'], body);
            lose();
          } else response.writeHead(answer.statusCode, answer.headers).end(body);
        });
      },
    );
    upstream.on('error', lose);
    request.on('error', lose).pipe(upstream);
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }
}

module.exports = { HttpLossyProxy };
