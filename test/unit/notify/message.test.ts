import { describe, expect, test } from 'vitest';
import { isTold, messageOf } from '#server/notify/message.ts';
import { signedHeaders } from '#server/notify/sign-message.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { blob, createWorld, publicKey, relayId, STORY, storyId } from '#test/fixtures/events.ts';

function createTold() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	const tellable = {
		ledger: world.ledger,
		nameOf: () => 'Ada Lovelace',
		titleOf: () => 'A secret plan',
		textOf: () => 'Say by when.',
		urlOf: (event: string) => `http://localhost:4400/w/app/timeline/${event}`,
	};
	return { ...world, bodyOf: (event: VerifiedEvent) => JSON.parse(messageOf(event, tellable)) };
}

describe('a message', () => {
	test('[NO2] names nobody, no title and no reason while the policy does not say so', () => {
		const { submit, requestChanges, bodyOf } = createTold();
		const submitted = submit('ada', 'one');
		for (const event of [submitted, requestChanges('ben', submitted)]) {
			const body = bodyOf(event);
			expect(JSON.stringify(body)).not.toMatch(/Lovelace|secret|when/);
			expect(body).toMatchObject({
				type: `lintel.${event.event.type}`,
				data: { event: event.id, artefact: { id: STORY, kind: 'story' }, content: null },
			});
		}
		expect(bodyOf(submitted).text).toBe(
			`A story waits for a review. http://localhost:4400/w/app/timeline/${submitted.id}`,
		);
	});

	test('[NO2] names them once an owner signed so, and no longer once another policy holds', () => {
		const { submit, requestChanges, setPolicy, bodyOf } = createTold();
		const asked = requestChanges('ben', submit('ada', 'one'));
		setPolicy('ada', { notifyContent: true });
		expect(bodyOf(asked)).toMatchObject({
			text: expect.stringContaining('Ada Lovelace asked for changes to “A secret plan”. http'),
			data: { content: { title: 'A secret plan', reason: 'Say by when.' } },
		});
		setPolicy('ada', {});
		expect(bodyOf(asked).data.content).toBeNull();
	});

	test('[NO3] says how much an approval made suspect, as one number', () => {
		const { submit, approve, bodyOf } = createTold();
		const upstream = submit('ada', 'one');
		approve('ben', upstream);
		const { event } = upstream;
		if (event.type !== 'submitted') throw new Error('It is a submission.');
		const basis = [{ artefact: STORY, submitted: upstream.id, revision: event.revision }];
		for (const name of ['a', 'b', 'c']) {
			approve('ben', submit('ada', name, { artefact: storyId(name), basis }));
		}
		const anew = submit('ada', 'two');
		expect(bodyOf(approve('ben', anew)).data.suspect).toBe(3);
	});

	test('[NO2] says what a machine is that was added, not whose', () => {
		const { say, addRelay, bodyOf } = createTold();
		const machine = { relay: relayId('ci'), name: blob('ci'), key: publicKey('ci') };
		const added = say('ada', { type: 'relayAdded', ...machine, ci: true });
		expect(bodyOf(addRelay()).text).toMatch(/^A relay was added\. http/);
		expect(bodyOf(added).text).toMatch(/^A build machine was added\. http/);
	});

	test('[NO3] tells decisions, and neither steps of sessions nor test runs', () => {
		expect(isTold({ type: 'approved' })).toBe(true);
		expect(isTold({ type: 'gateBypassed' })).toBe(true);
		expect(isTold({ type: 'stepSubmitted' })).toBe(false);
		expect(isTold({ type: 'attested' })).toBe(false);
	});

	test('[NO4] is signed as Standard Webhooks has it', () => {
		// The example of the standard's own reference libraries.
		const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
			id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
			seconds: 1_614_265_330,
			body: '{"test": 2432232314}',
		});
		expect(headers).toMatchObject({
			'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
			'webhook-timestamp': '1614265330',
			'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
		});
	});
});
