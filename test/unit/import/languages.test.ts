import { describe, expect, test } from 'vitest';
import { reading, storiesOf } from '#test/unit/import/read.ts';

const SENTENCES = [
	['Als Leserin möchte ich ein Buch ausleihen, damit ich es lesen kann.', 'Ein Buch ausleihen'],
	['En tant que lectrice, je veux emprunter un livre, afin de le lire.', 'Emprunter un livre'],
	['Como lectora, quiero prestar un libro para que pueda leerlo.', 'Prestar un libro'],
	['Como leitora, quero pegar um livro, para poder ler.', 'Pegar um livro'],
	['Come lettrice, voglio prendere un libro, così da leggerlo.', 'Prendere un libro'],
	['Als lezer wil ik een boek lenen, zodat ik het kan lezen.', 'Een boek lenen'],
	['Jako czytelniczka chcę wypożyczyć książkę, aby ją przeczytać.', 'Wypożyczyć książkę'],
	['読者として、本を借りたい。', '本を借りたい'],
	['作为读者，我想借书，以便在家阅读。', '借书'],
	['Как читатель, я хочу взять книгу, чтобы читать дома.', 'Взять книгу'],
	['Som läsare vill jag låna en bok, så att jag kan läsa.', 'Låna en bok'],
] as const;

const LABELS = [
	'Akzeptanzkriterien',
	"Critères d'acceptation",
	'Criterios de aceptación',
	'Critérios de aceitação',
	'Criteri di accettazione',
	'Acceptatiecriteria',
	'Kryteria akceptacji',
	'受け入れ基準',
	'验收标准',
	'Критерии приёмки',
	'인수 조건',
	'✅ Acceptance criteria',
] as const;

const HEADERS = [
	['Als', 'möchte ich', 'damit', 'Als x möchte ich y, damit z'],
	['En tant que', 'Je veux', 'Afin de', 'En tant que x, je veux y, afin de z'],
	['Como', 'Quiero', 'Para', 'Como x, quiero y, para z'],
	['Papel', 'Objetivo', 'Benefício', 'Como x, quero y, para z'],
	['Ruolo', 'Obiettivo', 'Beneficio', 'Come x, voglio y, per z'],
	['Als', 'wil ik', 'zodat', 'Als x wil ik y, zodat z'],
	['Jako', 'Chcę', 'Aby', 'Jako x, chcę y, aby z'],
	['役割', '目標', '理由', 'xとして、y。理由：z'],
	['角色', '目标', '价值', '作为x，我想y，以便z'],
	['Role', 'Goal', 'Benefit', 'As a x, I want y, so that z'],
] as const;

describe('languages', () => {
	test.each(SENTENCES)('[IM6] %s', (sentence, title) => {
		const bullets = reading('a.md', `# Stories\n\n- ${sentence}\n- ${sentence}\n`);
		expect(storiesOf(bullets).map((story) => story.title)).toEqual([title, title]);
		const headed = reading('a.md', `## Eins\n\n${sentence}\n\n- a\n`);
		expect(storiesOf(headed)).toMatchObject([{ title: 'Eins', criteria: [{ text: 'a' }] }]);
	});

	test.each(LABELS)('[MD16] %s stands above criteria', (label) => {
		for (const line of [`**${label}**`, `${label}:`, `### ${label}`]) {
			const read = reading('a.md', `## Lend\n\nWords.\n\n${line}\n\n- a\n- b\n`);
			expect(storiesOf(read)[0]?.criteria.map(({ text }) => text)).toEqual(['a', 'b']);
		}
	});

	test.each(HEADERS)('[IM6] a table headed %s, %s, %s', (role, goal, why, sentence) => {
		const table = `| ${role} | ${goal} | ${why} |\n|---|---|---|\n| x | y | z |\n`;
		expect(storiesOf(reading('a.md', table)).map(({ narrative }) => narrative)).toEqual([sentence]);
		const csv = `${role};${goal};${why}\nx;y;z\n`;
		expect(storiesOf(reading('a.csv', csv)).map(({ narrative }) => narrative)).toEqual([sentence]);
	});

	test.each([
		'## Historia de usuario 3: Prestar',
		'## Benutzergeschichte 3: Prestar',
		'## 用户故事 3：Prestar',
		'## ユーザーストーリー 3: Prestar',
		'## User Story 3 - Prestar',
		'## Story 3. Prestar',
		'## US-3 Prestar',
		'## [US-3] Prestar',
		'## US-LIB-3: Prestar',
	])('[MD16] %s is the title of a story', (heading) => {
		expect(storiesOf(reading('a.md', `${heading}\n\nWords.\n`))).toMatchObject([
			{ title: 'Prestar', narrative: 'Words.' },
		]);
	});
});
