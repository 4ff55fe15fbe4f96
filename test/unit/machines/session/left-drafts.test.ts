import { expect, test } from 'vitest';
import { leftDrafts } from '#machines/session/left-drafts.ts';
import { hashOf } from '#shared/hash.ts';
import { KeyId } from '#shared/lifecycle/public-key.ts';
import { agentId, STORY } from '#test/fixtures/events.ts';
import {
	ada,
	contentOf,
	createSessionWorld,
	relay,
	robin,
	SESSION,
} from '#test/fixtures/session-world.ts';

const drafts = [{ artefact: STORY, revision: hashOf('as it read') }];

/** A story handed in and accepted, left a draft, by whoever; its gate waits for people. */
function handedIn(by = robin, left: typeof drafts | null = drafts) {
	const world = createSessionWorld();
	world.start(ada, 'story-interview', null);
	world.lease(by, 'interview');
	world.submit(by, 'interview');
	const accepted = { session: SESSION, step: 'interview', content: contentOf('all of it') };
	const said = left === null ? {} : { drafts: left };
	const { event } = world.say(relay, { type: 'stepAccepted', ...accepted, ...said });
	return { world, of: (key = event.by.key) => leftDrafts(world.state(), world.world.ledger, key) };
}

test('[SX23] drafts that were handed in are known from the log while their gate waits', () => {
	const { world, of } = handedIn();
	expect(world.state().waiting).toEqual({ for: 'approval', artefacts: [STORY] });
	expect(of()).toEqual({ agent: agentId('robin'), drafts });
	world.end(ada, 'cancelled');
	expect(of()).toBeNull();
});

test('[SX23] only the relay that spoke for an agent knows of any, and of none for a person', () => {
	expect(handedIn().of(KeyId.parse(hashOf('another key')))).toBeNull();
	expect(handedIn(ada).of()).toBeNull();
	expect(handedIn(robin, null).of()).toBeNull();
});
