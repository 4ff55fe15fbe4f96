/** Writes the signed policy into lintel.config.json, and leaves everything else in it as it stands. */
import { z } from 'zod';
import { CONFIG_FILE } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { policyFileOf } from '#shared/lifecycle/policy-file.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Settings = z.record(z.string(), z.unknown());

export function writePolicy(disk: Disk, root: string, policy: Policy): Result<void, Refusal> {
	const file = readText(disk, root, CONFIG_FILE);
	if (file.kind === 'refused') {
		return err(refusal('config-unreadable', file.finding.message, file.finding.fix));
	}
	const before = file.kind === 'absent' ? '{}' : file.text;
	const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
	const settings = Settings.safeParse(jsonIn(before.slice(mark.length))).data;
	if (settings === undefined) return err(notJson);
	const indent = /\n([ \t]+)"/.exec(before)?.[1] ?? '\t';
	const all = { ...settings, policy: policyFileOf(policy) };
	const text = `${mark}${JSON.stringify(all, null, indent)}\n`;
	const isSame = () => {
		const now = readText(disk, root, CONFIG_FILE);
		return now.kind === file.kind && (now.kind !== 'text' || now.text === before);
	};
	const written = writeText(disk, root, CONFIG_FILE, text, isSame);
	if (!written.ok) {
		return err(refusal(written.error.rule, written.error.message, written.error.fix));
	}
	return written.value ? ok(undefined) : err(changedMeanwhile);
}

const notJson = refusal(
	'config-invalid',
	`${CONFIG_FILE} is not JSON, so nothing can be written into it.`,
	`Correct ${CONFIG_FILE}, then write the policy again.`,
);

const changedMeanwhile = refusal(
	'file-changed',
	`${CONFIG_FILE} changed while the policy was being written.`,
	'Look at what it says now, then write the policy again.',
);
