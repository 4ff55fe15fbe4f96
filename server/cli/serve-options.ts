import { resolve } from 'node:path';
import { z } from 'zod';
import { dataFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import type { RelayOptions } from '#server/relay.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface ServeOptions extends RelayOptions {
	readonly repo: string | undefined;
	readonly open: boolean;
	/** Look at files in turn instead of being told. */
	readonly poll: boolean;
	/** Minutes, or null to stay. */
	readonly idleExit: number | null;
}

const Given = z.object({
	repo: z.string().optional(),
	port: z
		.string()
		.regex(/^\d{1,5}$/)
		.transform(Number)
		.pipe(z.number().max(65_535)),
	host: z.string().optional(),
	data: z.string().optional(),
	tlsCert: z.string().optional(),
	tlsKey: z.string().optional(),
	publicUrl: z.url({ protocol: /^https$/ }).optional(),
	open: z.boolean(),
	poll: z.boolean().default(false),
	idleExit: z.coerce.number().positive().optional(),
});
type Given = z.infer<typeof Given>;

export function parseServeOptions(host: Host, raw: unknown): Result<ServeOptions, Refusal> {
	const given = Given.safeParse(raw);
	if (!given.success) return err(notUnderstood(String(given.error.issues[0]?.path[0] ?? '')));
	const { repo, port, publicUrl, open, poll, idleExit } = given.data;
	const tls = readTls(host, given.data);
	if (!tls.ok) return tls;
	if (isBeyondThisMachine(given.data.host) && !tls.value && !publicUrl) return err(inTheClear);
	const data = dataFolder(host, given.data.data);
	return ok({
		...{ repo, port, data, open, poll },
		host: given.data.host ?? null,
		tls: tls.value,
		publicUrl: publicUrl ? new URL(publicUrl) : null,
		idleExit: idleExit ?? null,
	});
}

function isBeyondThisMachine(address: string | undefined): boolean {
	return address !== undefined && !/^(localhost|127(\.\d+){3}|::1)$/.test(address);
}

function readTls(host: Host, { tlsCert, tlsKey }: Given): Result<RelayOptions['tls'], Refusal> {
	if (tlsCert === undefined && tlsKey === undefined) return ok(null);
	if (tlsCert === undefined || tlsKey === undefined) return err(halfTls);
	const cert = readPem(host.disk, resolve(host.folder, tlsCert));
	if (!cert.ok) return cert;
	const key = readPem(host.disk, resolve(host.folder, tlsKey));
	return key.ok ? ok({ cert: cert.value, key: key.value }) : key;
}

function readPem(disk: Disk, path: string): Result<string, Refusal> {
	try {
		const text = disk.readFileSync(path, 'utf8');
		return text.includes('-----BEGIN ') ? ok(text) : err(notPem(path, 'holds no PEM'));
	} catch (error) {
		return err(notPem(path, `cannot be read (${codeOf(error)})`));
	}
}

function notPem(path: string, why: string): Refusal {
	return refusal('tls-file', `${path} ${why}.`, 'Give a PEM file: --tls-cert FILE --tls-key FILE');
}

const halfTls = refusal(
	'tls-half',
	'TLS needs a certificate and its key, and only one of them was given.',
	'Give both: --tls-cert FILE --tls-key FILE',
);

const inTheClear = refusal(
	'host-in-the-clear',
	'Beyond this machine Lintel speaks only through TLS: browsers keep keys on no other page.',
	'Add --tls-cert FILE --tls-key FILE, or put a proxy in front and add --public-url https://…',
);

function notUnderstood(name: string): Refusal {
	const fixes: Record<string, string> = {
		port: '--port takes a number from 0 to 65535; 0 takes any free port.',
		publicUrl: '--public-url takes an https address: --public-url https://lintel.example.org',
		idleExit: '--idle-exit takes minutes: --idle-exit 10',
	};
	return refusal(
		'option',
		'An option was not understood.',
		fixes[name] ?? 'See lintel serve --help.',
	);
}
