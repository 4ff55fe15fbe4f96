import { checkRepository } from '#server/check/check-repository.ts';
import { parsePin } from '#server/check/root.ts';
import type { Host } from '#server/cli/host.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

/** What was given, as the log's own hash; else the workspace that the log here founds, if it is one. */
export async function rootFor(host: Host, folder: string, given: string | null) {
	const pin = given === null ? ok(null) : parsePin(given);
	if (!pin.ok) return pin;
	const checked = await checkRepository(host, { folder, pin: pin.value, base: null });
	if (!checked.ok) return checked;
	const { root } = checked.value.report;
	if (root !== null) return ok(root.id);
	return given === null ? ok(null) : err(notHere);
}

const notHere = refusal(
	'root-not-here',
	'The log in this repository is not of that workspace, or is not saved yet.',
	'Save it first (lintel save), or leave --root out.',
);
