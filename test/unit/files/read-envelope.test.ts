import { expect, test } from 'vitest';
import { readEnvelope } from '#server/files/log/read-envelope.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import { jsonIn } from '#shared/json-in.ts';
import { Envelope } from '#shared/lifecycle/envelope.ts';
import { AT, STORY } from '#test/fixtures/events.ts';

/** More than are read before the schema is compiled. */
const MANY = 3_000;

function lineOf(n: number): string {
	const key = hashOf(`key ${n % 3}`);
	const common = {
		at: AT,
		by: { key },
		parents: [hashOf(`${n}`)],
		v: 1,
		workspace: hashOf('root'),
	};
	const answers = hashOf(`answered ${n}`);
	const events = [
		{ ...common, type: 'archived', artefact: STORY },
		{ ...common, type: 'approved', answers, revision: answers },
		{
			...{ ...common, type: 'submitted', artefact: STORY, revision: answers },
			...{ criteria: { ac_aaaaaaaaaa: answers }, prose: answers },
			basis: [{ artefact: STORY, submitted: answers, revision: answers, unknown: n }],
		},
		// None of these is an envelope.
		{ ...common, type: 'archived', artefact: STORY, more: 1 },
		{ ...common, type: 'archived', artefact: 'st_' },
		{ ...common, type: 'unheardOf' },
		{ ...common, type: 'archived', artefact: STORY, at: 'yesterday' },
	];
	const sig = n % 11 === 0 ? { alg: 'ed25519' } : { alg: 'ed25519', value: 'AA' };
	return n % 13 === 0 ? '{"event":' : JSON.stringify({ sig, event: events[n % events.length] });
}

test('the thousandth line of a log reads as the first does', () => {
	for (let n = 0; n < MANY; n++) {
		const line = lineOf(n);
		const slowly = Envelope.safeParse(jsonIn(line)).data;
		const read = readEnvelope(line);
		expect(read).toEqual(slowly);
		if (read !== undefined) expect(JSON.stringify(read.event)).toBe(canonicalJson(read.event));
	}
});
