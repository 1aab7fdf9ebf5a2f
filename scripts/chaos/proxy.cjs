'use strict';

const net = require('node:net');

const COMMITTED = Buffer.from('COMMIT\0');

/**
 * A TCP proxy before PostgreSQL that now and then loses the reply to a COMMIT: the work is done and nobody is told.
 * That is the case in which a key earns its keep; killing servers alone hardly ever makes it.
 */
class LossyProxy {
  constructor(portOf, random, share) {
    Object.assign(this, { portOf, random, share, cut: 0, sockets: new Set() });
    this.server = net.createServer((client) => this.join(client));
  }

  listen() {
    return new Promise((done) => this.server.listen(0, '127.0.0.1', () => done(this.server.address().port)));
  }

  join(client) {
    const upstream = net.connect(this.portOf(), '127.0.0.1');
    const both = [client, upstream];
    for (const socket of both) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (data.includes(COMMITTED) && this.random() < this.share) {
        this.cut += 1;
        client.destroy();
      } else client.write(data);
    });
  }

  close() {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => this.server.close(done));
  }
}

module.exports = { LossyProxy };
