import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { CONNECTED } from '#server/connect/clients.ts';
import { withJsonEntry } from '#server/connect/json-entry.ts';
import { serverEntry, stdioWay, type Way } from '#server/connect/server-entry.ts';
import { withTomlEntry } from '#server/connect/toml-entry.ts';

const HTTP: Way = { kind: 'http', url: 'http://localhost:4400/mcp' };

const stdioOf = (client: (typeof CONNECTED)[number]) => stdioWay(client, ['lintel'], null);
const entryOf = (client: (typeof CONNECTED)[number], way: Way) =>
	serverEntry(client, way, () => null);

describe.each(CONNECTED)('the settings of %s', (client) => {
	const write = client === 'codex' ? withTomlEntry : withJsonEntry;
	const read = (text: string | null): unknown =>
		client === 'codex' ? parseToml(text ?? '') : parseJson(text ?? '');

	test('[CN1] begin as a valid file, and a second time changes nothing', () => {
		for (const way of [stdioOf(client), HTTP]) {
			const entry = entryOf(client, way);
			const fresh = write(null, entry);
			expect(read(fresh)).toBeDefined();
			expect(write(fresh, entry)).toBe(fresh);
		}
	});

	test('[CN1] go from one way to the other and back, with nothing of the first left', () => {
		const [stdio, http] = [entryOf(client, stdioOf(client)), entryOf(client, HTTP)];
		const there = write(write(null, stdio), http);
		expect(JSON.stringify(read(there))).not.toContain('"mcp","--as"');
		expect(there).toContain(HTTP.url);
		expect(read(write(there, stdio))).toEqual(read(write(null, stdio)));
	});

	test('[CN3] name where the token is, and hold none', () => {
		const text = write(null, entryOf(client, HTTP)) ?? '';
		expect(text).not.toMatch(/lat_/);
		expect(text).toMatch(/LINTEL_TOKEN|\$\{input:lintel-token\}/);
	});
});

const OTHERS = `{
    // servers of ours
    "mcpServers": {
        "tickets": { "command": "tickets",   "args": [] }, // keep
        "lintel": {
            "command": "old", /* mine */
            "env": { "NODE_OPTIONS": "--no-warnings" }
        }
    },
    "other": [1,2,   3]
}
`;

describe('opencode', () => {
	test('[CN2] a file in its second version’s own words is kept so', () => {
		const native = '{ "mcp": { "servers": { "mine": { "type": "local", "command": ["x"] } } } }';
		const entry = serverEntry('opencode', stdioOf('opencode'), (file) =>
			file === 'opencode.json' ? native : null,
		);
		const after = withJsonEntry(native, entry);
		expect(parseJson(after ?? '')).toEqual({
			mcp: {
				servers: {
					mine: { type: 'local', command: ['x'] },
					lintel: { type: 'local', command: ['lintel', 'mcp', '--as', 'opencode'] },
				},
			},
		});
		expect(withJsonEntry(after, entry)).toBe(after);
		// A server of the first version may be called so.
		const first = '{ "mcp": { "servers": { "type": "local", "command": ["x"] } } }';
		expect(serverEntry('opencode', HTTP, () => first).path).toEqual(['mcp', 'lintel']);
	});
});

describe('somebody’s own JSON', () => {
	test('[CN2] keeps every byte but what Lintel says', () => {
		const after = withJsonEntry(OTHERS, entryOf('claude', stdioOf('claude'))) ?? '';
		expect(after.replaceAll(/\s+/g, ' ')).toContain(
			'"command": "lintel", /* mine */ "env": { "NODE_OPTIONS": "--no-warnings" }, "type": "stdio"',
		);
		for (const line of OTHERS.split('\n').slice(0, 5)) expect(after.split('\n')).toContain(line);
		expect(after).toContain('"other": [1,2,   3]');
		expect(withJsonEntry(after, entryOf('claude', stdioOf('claude')))).toBe(after);
	});

	test('[CN2] keeps headers of its own beside the one that Lintel needs', () => {
		const mine = '{"mcpServers":{"lintel":{"url":"x","headers":{"X-Team":"7"}}}}';
		const http = withJsonEntry(mine, entryOf('cursor', HTTP)) ?? '';
		expect(JSON.parse(http).mcpServers.lintel.headers).toMatchObject({ 'X-Team': '7' });
		const back = withJsonEntry(http, entryOf('cursor', stdioOf('cursor'))) ?? '';
		expect(JSON.parse(back).mcpServers.lintel.headers).toEqual({ 'X-Team': '7' });
	});

	test('[CN2] that is no JSON, or has something else in the place, is left to the person', () => {
		const entry = entryOf('claude', stdioOf('claude'));
		for (const text of ['{', '[]', '"x"', '{"mcpServers":[]}', '{"mcpServers":{"lintel":"x"}}']) {
			expect(withJsonEntry(text, entry), text).toBeNull();
		}
		const inputs = '{"inputs":{"id":"x"}}';
		expect(withJsonEntry(inputs, entryOf('vscode', HTTP))).toBeNull();
	});

	test('[CN2] with CRLF stays so, and an empty file is like none', () => {
		const entry = entryOf('claude', stdioOf('claude'));
		const text = '{\r\n  "mcpServers": {\r\n    "a": {}\r\n  }\r\n}\r\n';
		const after = withJsonEntry(text, entry) ?? '';
		expect(after.replaceAll('\r\n', '')).not.toContain('\n');
		expect(withJsonEntry(' \n', entry)).toBe(withJsonEntry(null, entry));
	});
});

const SETTINGS = `# mine
model = "o"   # the big one

[mcp_servers.tickets]
command = "tickets"

[mcp_servers . "lintel"] # ours
command = "old"
args = [
	"a", # one
	"]",
]
env = { A = "1" }
# the last word

[profiles.fast]
model = "s"
`;

describe('somebody’s own TOML', () => {
	const entry = entryOf('codex', stdioOf('codex'));

	test('[CN2] keeps comments, other tables and other keys of the entry', () => {
		const after = withTomlEntry(SETTINGS, entry) ?? '';
		for (const line of SETTINGS.split('\n')) {
			if (!/old|"a"|"\]"|^\]|^args/.test(line)) expect(after.split('\n')).toContain(line);
		}
		expect(parseToml(after)).toMatchObject({
			model: 'o',
			mcp_servers: {
				tickets: { command: 'tickets' },
				lintel: { command: 'lintel', args: ['mcp', '--as', 'codex'], env: { A: '1' } },
			},
			profiles: { fast: { model: 's' } },
		});
		expect(withTomlEntry(after, entry)).toBe(after);
	});

	test('[CN2] gets the entry at its end, with its own line ends', () => {
		const after = withTomlEntry('a = 1\r\n', entry) ?? '';
		expect(after.startsWith('a = 1\r\n\r\n[mcp_servers.lintel]\r\n')).toBe(true);
		expect(after.replaceAll('\r\n', '')).not.toContain('\n');
	});

	test('[CN2] that can’t be changed without a doubt is left to the person', () => {
		for (const text of [
			'a = ',
			'mcp_servers = "x"',
			'mcp_servers = { lintel = { command = "x" } }',
			'mcp_servers.lintel.command = "x"',
			'[[mcp_servers]]\na = 1\n',
			'[mcp_servers.lintel]\ncommand = """\n[mcp_servers.lintel]\nx"""\n',
		]) {
			const after = withTomlEntry(text, entry);
			if (after !== null)
				expect(parseToml(after)).toMatchObject({ mcp_servers: { lintel: { command: 'lintel' } } });
		}
		expect(withTomlEntry('a = ', entry)).toBeNull();
		expect(withTomlEntry('mcp_servers.lintel.command = "x"', entry)).toBeNull();
		expect(withTomlEntry('x = """\n[mcp_servers.lintel]\n"""\n', entry)).toBeNull();
	});
});
