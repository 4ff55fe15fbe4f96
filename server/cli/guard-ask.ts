/** `lintel guard ask`: answers the question that an Agent's client puts to its hook. */
import { z } from 'zod';
import { parsePin } from '#server/check/root.ts';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import type { Place } from '#server/cli/locate.ts';
import { findServing } from '#server/cli/reach.ts';
import type { ExitCode } from '#server/cli/refuse.ts';
import { SaveReport } from '#server/files/reports.ts';
import { type Client, PROTOCOLS } from '#server/guard/clients.ts';
import { pathInside } from '#server/guard/inside.ts';
import { type Judgement, judgePaths } from '#server/guard/judge-paths.ts';
import { writtenFiles } from '#server/guard/tool-call.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

const MOST_CHARACTERS = 32 * 1024 * 1024;

export interface AskOptions {
	readonly client: Client;
	readonly root: string | null;
	readonly failClosed: boolean;
	readonly data: string | undefined;
}

/** Always answers in the client's own form, and with 0: clients read other codes as they like. */
export async function answerClient(
	host: Host,
	place: Place,
	options: AskOptions,
): Promise<ExitCode> {
	const { answer } = PROTOCOLS[options.client];
	host.print(answer(await reasonAgainst(host, place, options)));
	return 0;
}

async function reasonAgainst(
	host: Host,
	place: Place,
	options: AskOptions,
): Promise<string | null> {
	const call = PROTOCOLS[options.client].read(await readQuestion(host));
	if (call === null) return unanswered(host, options, 'The question could not be understood.');
	const files = writtenFiles(call).flatMap((file) => {
		const path = pathInside(host.disk, place.folder, call.folder ?? host.folder, file);
		return path === null || path.startsWith('.git/') ? [] : path;
	});
	if (files.length === 0) return null;
	const judged = await judge(host, place, options, files);
	if (!judged.ok) return unanswered(host, options, `${judged.error.reason} ${judged.error.fix}`);
	const { refused, advised } = judged.value;
	for (const { reason, fix } of advised) host.warn(`lintel: ${reason} ${fix}`);
	if (refused.length === 0) return null;
	const reasons = refused.map(({ reason, fix }) => `${reason} ${fix}`);
	return `${reasons.join('\n')}\nDo not work around this: tell the person, and go on once a person approved.`;
}

/** What was just approved may be with a running Lintel only: it is asked to save before a no. */
async function judge(
	host: Host,
	place: Place,
	options: AskOptions,
	files: readonly string[],
): Promise<Result<Judgement, Refusal>> {
	const pin = options.root === null ? ok(null) : parsePin(options.root);
	if (!pin.ok) return pin;
	const asked = { folder: place.folder, pin: pin.value, base: null };
	const first = await judgePaths(host, asked, files);
	if (first.ok && first.value.refused.length === 0) return first;
	const running = await findServing(host, options.data, place);
	if (running === null) return first;
	const { slug } = place;
	const saved = await ask(running, 'POST', '/local/save', SaveReport, { slug });
	return saved.ok ? judgePaths(host, asked, files) : first;
}

function unanswered(host: Host, { failClosed }: AskOptions, why: string): string | null {
	if (failClosed) return `The Lintel guard could not decide, so nothing is written. ${why}`;
	host.warn(`lintel: the guard could not decide, and lets it through. ${why}`);
	return null;
}

async function readQuestion({ stdin }: Host): Promise<unknown> {
	let text = '';
	stdin.setEncoding('utf8');
	for await (const piece of stdin) {
		text += z.string().parse(piece);
		if (text.length > MOST_CHARACTERS) return null;
	}
	return jsonIn(text);
}
