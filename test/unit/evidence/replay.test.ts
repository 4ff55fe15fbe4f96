import { describe, expect, test } from 'vitest';
import { hashOf } from '#shared/hash.ts';
import { createRuns, DESIGN } from '#test/fixtures/attested.ts';
import { LOCK, tapOf, verifyOne } from '#test/fixtures/checkout.ts';

const designIn = (verified: Awaited<ReturnType<typeof verifyOne>>) => {
	if (!verified.ok) throw new Error(verified.error.reason);
	return verified.value.verified.designs[0];
};
const payloadIn = (verified: Awaited<ReturnType<typeof verifyOne>>) =>
	verified.ok ? verified.value.payloads.get(DESIGN) : undefined;

describe('a replay', () => {
	const replay = { replay: true };
	const claimed = (result: 'green' | 'red') => {
		const runs = createRuns();
		const text = hashOf('as it read');
		runs.run(result, {}, { criteria: [{ id: LOCK, text, result }] });
		return runs;
	};

	test('[VE13] holds only where each criterion comes out as it is claimed', async () => {
		const again = (tap: string) => verifyOne(claimed('green'), { tap, request: replay });
		const same = await again(tapOf(`locks [${LOCK}]`));
		expect(designIn(same)).toMatchObject({ result: 'holds' });
		expect(payloadIn(same)).toBeUndefined();
		expect(designIn(await again(tapOf('locks')))).toMatchObject({
			...{ result: 'fails', because: `${LOCK} is claimed green, and came out not covered.` },
		});
		expect(designIn(await again(tapOf(`not ok locks [${LOCK}]`)))).toMatchObject({
			...{ result: 'fails', because: 'It is claimed green, and came out red.' },
		});
	});

	test('[VE13] a claim that it is red holds while it is', async () => {
		const again = (tap: string) => verifyOne(claimed('red'), { tap, request: replay });
		expect(designIn(await again(tapOf(`not ok locks [${LOCK}]`)))).toMatchObject({
			result: 'holds',
		});
		expect(designIn(await again(tapOf(`locks [${LOCK}]`)))).toMatchObject({
			...{ result: 'fails', because: 'It is claimed red, and came out green.' },
		});
	});

	test('[VE17] what is claimed and comes to nothing does not hold', async () => {
		const skipped = await verifyOne(claimed('green'), {
			tap: tapOf(`locks [${LOCK}] # SKIP`),
			request: replay,
		});
		expect(designIn(skipped)).toMatchObject({
			...{ result: 'fails', because: 'All of its tests were skipped.' },
		});
	});

	test('[VE13] runs nothing of which nothing is claimed', async () => {
		let ran = false;
		const meanwhile = () => {
			ran = true;
		};
		const verified = await verifyOne(createRuns(), {
			tap: tapOf('locks'),
			request: replay,
			meanwhile,
		});
		expect(designIn(verified)).toMatchObject({
			...{ result: 'none', because: 'No test run of it is in the log.' },
		});
		expect(ran).toBe(false);
	});
});
