/** The in-memory y-websocket server as its package has it, on a port of its own. */
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', setupWSConnection);
server.on('listening', () => process.send({ port: server.address().port }));
process.on('message', () => {
	process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit(0));
