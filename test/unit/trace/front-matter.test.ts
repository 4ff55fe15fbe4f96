import { expect, test } from 'vitest';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
	storyWith,
} from '#test/fixtures/artefacts.ts';

const BODY = '# Session\n';
const session = componentWith({ name: 'Session', type: 'service', code: 'src/session.ts' });
const accounts = contextWith({ name: 'Accounts', components: [session] });

test('[VA10] criteria that are not there, and criteria of another context’s story', () => {
	const [own, far, orchestrated] = [storyWith(), storyWith(), storyWith()];
	const ids = [own, far, orchestrated].map(({ criteria }) => criteria[0]?.id ?? '');
	const mine = contextWith({ name: 'Accounts', components: [session], stories: [own.id] });
	const other = contextWith({ name: 'Shelves', stories: [far.id] });
	const above = contextWith({
		...{ name: 'Signup', type: 'coordination', entity: '' },
		...{ stories: [orchestrated.id], dependencies: [mine.id] },
	});
	const text = markdownOf(session, mine, BODY, [...ids, 'ac_zzzzzzzzzz']);
	const artefacts = artefactsWith(
		{ stories: [own, far, orchestrated], contexts: [mine, other, above] },
		[text],
	);
	const about = found(artefacts).filter(({ rule }) => rule.startsWith('criterion'));
	expect(about.map(({ rule, field, line }) => [rule, field, line])).toEqual([
		['criterion-unknown', 'criteria/ac_zzzzzzzzzz', 6],
		['criterion-elsewhere', `criteria/${ids[1]}`, 6],
	]);
	const [place] = about.map((one) => one.place);
	expect(text.slice(place?.from, place?.to)).toBe(`[${[...ids, 'ac_zzzzzzzzzz'].join(', ')}]`);
});

test('[VA10] front matter and map say the same', () => {
	const disagreeing = (text: string, context = accounts) =>
		found(artefactsWith({ contexts: [context] }, [text])).filter(
			({ rule, artefact }) => rule === 'design-disagrees' && artefact === session.id,
		);
	const said = (text: string, context = accounts) =>
		disagreeing(text, context).map(({ message }) => message.split(' says ')[1]);
	const text = markdownOf({ ...session, name: 'Login', type: 'module' }, contextWith(), BODY);
	expect(disagreeing(text).map(({ field, line }) => `${field} ${line}`)).toEqual([
		'component 3',
		'type 4',
		'context 5',
	]);
	expect(said(text)).toEqual([
		'“Login”, and the map “Session”.',
		'it is a “module”, and the map gives “service”.',
		'it belongs to another context than Accounts.',
	]);

	// What the map leaves open, and what the front matter does, is no contradiction; a type is.
	const mapped = (change: Partial<typeof session>) => ({
		...accounts,
		components: [{ ...session, ...change }],
	});
	const agreeing = markdownOf(session, accounts, BODY);
	expect(said(agreeing, mapped({ name: ' Session ' }))).toEqual([]);
	expect(said(agreeing, mapped({ name: ' ' }))).toEqual([]);
	expect(said(agreeing.replace(/^context: .*\n/m, ''))).toEqual([]);
	expect(said(agreeing, mapped({ type: '' }))).toEqual([
		'it is a “service”, and the map gives no type.',
	]);
});
