import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentBlocks } from '#client/features/comment/comment-parts.ts';
import { markedPieces } from '#client/features/comment/marked-text.ts';
import { matchingNames, typedMention } from '#client/features/comment/typed-mention.ts';
import { namesIn, withIds, withNames } from '#shared/doc/mention.ts';
import { CommentId } from '#shared/id.ts';
import { ADA, BEN, CM, CM2 } from '#test/unit/comment/comment-world.ts';

const PEOPLE = [
	{ id: ADA, name: 'Ada' },
	{ id: BEN, name: 'Ada Lovelace' },
];
const nameOf = (id: string) => PEOPLE.find((one) => one.id === id)?.name ?? 'Someone';

describe('names in comments', () => {
	test('[CT6] the longest name counts, and what is no name stays text', () => {
		expect(withIds('@Ada Lovelace and @ada, not @Adam or a@Ada', PEOPLE)).toBe(
			`@${BEN} and @${ADA}, not @Adam or a@${ADA}`,
		);
		expect(withNames(`@${BEN} and @${ADA}`, nameOf)).toBe('@Ada Lovelace and @Ada');
		expect(namesIn(`@${BEN}x @${ADA}, @mb_short`)).toEqual([ADA]);
	});

	test('[CT21] a name is being typed after an @ that begins a word', () => {
		expect(typedMention('Ask @ad', 7)).toEqual({ at: 4, query: 'ad' });
		expect(typedMention('Ask @ada lo', 11)).toEqual({ at: 4, query: 'ada lo' });
		expect(typedMention('mail a@b', 8)).toBeNull();
		expect(typedMention('@ada lovelace said', 18)).toBeNull();
		expect(matchingNames(PEOPLE, 'love').map(({ id }) => id)).toEqual([BEN]);
	});
});

describe('the words of a comment', () => {
	test('[CT25] paragraphs, bullets, quotes, code, links and names are data', () => {
		const text = `Hello **you** and _me_, \`a*b\`\nhttps://x.test/a?b=c\n\n- one\n- two @${ADA}\n> so?\n\`\`\`ts\n**no**\n\`\`\``;
		expect(commentBlocks(text)).toEqual([
			{
				kind: 'paragraph',
				spans: [
					{ kind: 'text', text: 'Hello ' },
					{ kind: 'strong', text: 'you' },
					{ kind: 'text', text: ' and ' },
					{ kind: 'emphasis', text: 'me' },
					{ kind: 'text', text: ', ' },
					{ kind: 'code', text: 'a*b' },
					{ kind: 'text', text: '\n' },
					{ kind: 'link', text: 'https://x.test/a?b=c', href: 'https://x.test/a?b=c' },
				],
			},
			{
				kind: 'bullets',
				items: [
					[{ kind: 'text', text: 'one' }],
					[
						{ kind: 'text', text: 'two ' },
						{ kind: 'mention', id: ADA },
					],
				],
			},
			{ kind: 'quote', spans: [{ kind: 'text', text: 'so?' }] },
			{ kind: 'code', text: '**no**' },
		]);
	});

	test('[CT25] no text throws, takes long, or makes a link that is not http', () => {
		const words = ['`', '*', '_', '@', '\n', '> ', '- ', 'a', '//', ':', '](', '<b>', ' '];
		const schemes = [
			'http://',
			'javascript:',
			'JavaScript:',
			'data:text/html,',
			'vbscript:',
			'blob:',
		];
		const hostile = fc.array(fc.constantFrom(...words, ...schemes));
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					hostile.map((parts) => parts.join('')),
				),
				(text) => {
					for (const block of commentBlocks(text)) {
						const lines =
							block.kind === 'bullets' ? block.items : 'spans' in block ? [block.spans] : [];
						for (const span of lines.flat())
							if (span.kind === 'link') expect(span.href).toMatch(/^https?:\/\//);
					}
				},
			),
		);
		expect(commentBlocks('`'.repeat(10_000) + '*'.repeat(10_000)).length).toBeGreaterThan(0);
	});

	test('[CT20] marks cut a text where they begin and end, and lose none of it', () => {
		const thread = CommentId.parse(CM);
		const marks = [
			{ thread, from: 2, to: 8, unread: false },
			{ thread: CommentId.parse(CM2), from: 4, to: 6, unread: true },
			{ thread, from: 50, to: 60, unread: false },
		];
		const pieces = markedPieces('0123456789', marks);
		expect(pieces.map(({ text }) => text).join('')).toBe('0123456789');
		expect(pieces.map((piece) => [piece.text, piece.thread])).toEqual([
			['01', null],
			['23', CM],
			['45', CM2],
			['67', CM],
			['89', null],
		]);
	});
});
