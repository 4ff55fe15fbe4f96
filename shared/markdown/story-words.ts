/**
 * The words that stories are told in, as sources of regular expressions, in the languages teams
 * write them in. All are meant for the flags `iu` and stand for words without emphasis.
 */

/** What stands above a list of criteria. */
export const CRITERIA_WORDS = [
	'acceptance (?:criteri(?:a|on)|tests?|conditions?|scenarios?)',
	'conditions of (?:satisfaction|acceptance)',
	'acs?',
	'done when',
	'(?:akzeptanz|abnahme)kriteri(?:en|um)',
	"crit[èe]res? d['’]acceptation",
	'criterios? de aceptaci[óo]n',
	'crit[ée]rios? de (?:aceita[çc][ãa]o|aceite)',
	'criteri[oa]? di accettazione',
	'acceptatiecriteri(?:a|um)',
	'kryteri(?:a|um) akceptacji',
	'acceptanskriteri(?:er|um)',
	'a(?:ks|cc|k)eptkriteri(?:er|um)',
	'akseptansekriterier',
	'(?:akceptační|akceptačné) kritéri(?:a|á|um)',
	'hyväksymiskriteerit',
	'elfogadási (?:kritériumok|feltételek)',
	'criterii de acceptare',
	'kabul (?:kriter(?:i|leri)|koşulları)',
	'kriteria penerimaan',
	'tiêu chí chấp nhận',
	'κριτήρια αποδοχής',
	'критери(?:и|й) при[её]мки',
	'критерії (?:прийняття|приймання)',
	'معايير القبول',
	'קריטריוני קבלה',
	'स्वीकृति मानदंड',
	'受け?入れ?(?:基準|条件|要件)',
	'(?:验收|驗收|接受)(?:标准|標準|条件|條件|准则)',
	'(?:인수|수용) ?(?:조건|기준)',
];

/** What a story calls itself before its number. */
export const STORY_WORDS = [
	'(?:user[ -]?)?story',
	'us(?:-[a-z]{1,10}){0,3}',
	'user ?storie',
	'(?:be)?nutzergeschichte',
	'anwendergeschichte',
	"(?:histoire|récit) (?:utilisateur|d[’']utilisateur)",
	'historia de usuario',
	'história (?:de usuário|do usuário|de utilizador)',
	'storia utente',
	'gebruikersverhaal',
	'historyjka(?: użytkownika)?',
	'användarberättelse',
	'brugerhistorie',
	'brukerhistorie',
	'uživatelský příběh',
	'kullanıcı hikayesi',
	'пользовательская история',
	'ユーザー?ストーリー',
	'用户故事',
	'使用者故事',
	'사용자 스토리',
];

const GAP = '[^.!?。！？]{1,120}?';

/** How a sentence begins that says who wants something. */
export const ROLE_WORDS = [
	'as (?:an?|the)(?![\\p{L}])',
	'as [^.!?,]{1,60}, (?:i|we) (?:want|need|can|would|should|must|expect)',
	`als ${GAP} (?:möchte|will|brauche|kann|muss|soll|wünsche|benötige)`,
	`als ${GAP} (?:wil|kan|moet|heb) ik`,
	"en tant qu(?:e |['’])",
	`como ${GAP} (?:quiero|necesito|puedo|deseo|quisiera|me gustaría)`,
	`(?:como|enquanto) ${GAP} (?:quero|preciso|posso|desejo|gostaria)`,
	`(?:come|in qualità di) ${GAP} (?:voglio|vorrei|desidero|devo|posso|ho bisogno)`,
	`jako ${GAP} (?:chcę|chciał|potrzebuję|mogę|muszę|chci|chtěl|potřebuji|mohu|chcem|potrebujem)`,
	`som ${GAP} (?:vill|vil|kan|behöver|ønsker|önskar|skal)(?![\\p{L}])`,
	`ca ${GAP} (?:vreau|doresc|pot)(?![\\p{L}])`,
	`sebagai ${GAP} (?:ingin|mau|dapat)(?![\\p{L}])`,
	`(?:là|với tư cách) ${GAP} tôi (?:muốn|cần)`,
	`ως ${GAP} θέλω`,
	`(?:я[,]? )?как ${GAP} (?:хочу|могу|мне нужно|я бы хотел)`,
	`як ${GAP} (?:хочу|можу|мені потрібно)`,
	'[^.!?\\s][^.!?]{0,60} olarak[ ,].{0,200}?iste(?:rim|yorum)',
	'(?:بصفتي|بصفة|كـ)',
	'ك[\\p{L}]{2,40}[،,]? أريد',
	'(?:כ|בתור )[^.!?]{2,60} אני (?:רוצה|צריך)',
	'[^.!?。]{1,60} के रूप में',
	'[^.!?。！？\\s][^.!?。！？]{0,60}として.{0,200}?(?:たい|ほしい|欲しい|できる)',
	'(?:作为|作為|身为|身為)[^。！？]{1,60}?(?:想|希望|需要|要|可以|能)',
	'[^.!?。\\s][^.!?。]{0,60}로서[ ,].{0,200}?(?:원한|원합|싶|필요|수 있)',
];

/** How a sentence begins, or goes on, that says what is wanted. */
export const GOAL_WORDS = [
	'(?:i|we) (?:want|need|can|would like|wish|should be able|must|am able|expect)(?: to)?(?![\\p{L}])',
	'(?:möchte|will|brauche|kann|muss|soll|wünsche) ich(?: mir)?(?![\\p{L}])',
	'ich (?:möchte|will|brauche|kann|muss|wünsche)(?![\\p{L}])',
	'(?:wil|kan|moet) ik(?![\\p{L}])',
	'ik (?:wil|kan|moet)(?![\\p{L}])',
	"je (?:veux|voudrais|souhaite|peux|dois)|j['’]aimerais",
	'(?:quiero|necesito|puedo|deseo|quisiera|me gustaría)(?: poder)?(?![\\p{L}])',
	'(?:eu )?(?:quero|preciso|posso|desejo|gostaria de)(?: poder)?(?![\\p{L}])',
	'(?:voglio|vorrei|desidero|ho bisogno di)(?: poter)?(?![\\p{L}])',
	'(?:chcę|chciał[a]?bym|potrzebuję|mogę|chci|potřebuji|chcem)(?![\\p{L}])',
	'(?:vill jag|vil jeg|jag vill|jeg vil|ønsker jeg)(?![\\p{L}])',
	'(?:saya ingin|tôi muốn|vreau să|θέλω να|хочу|хочу мати|أريد|रוצה)',
	'(?:我(?:想要|想|希望|需要|要|能够|可以))',
];

/** What leads to the reason. */
export const BENEFIT_WORDS = [
	'so that(?![\\p{L}])',
	'so (?:i|we)(?: can)?(?![\\p{L}])',
	'in order to(?![\\p{L}])',
	'because(?![\\p{L}])',
	'(?:damit|sodass|um)(?![\\p{L}])',
	'(?:zodat|opdat)(?![\\p{L}])',
	"(?:afin (?:de|que|d['’])|pour(?: que)?)(?![\\p{L}])",
	'(?:para(?: que)?|a fin de|de modo que)(?![\\p{L}])',
	'(?:così da|in modo (?:da|che)|affinché|per(?: poter)?)(?![\\p{L}])',
	'(?:aby|żeby|abych|aby som)(?![\\p{L}])',
	'(?:så att|så jag|så jeg|slik at|for at)(?![\\p{L}])',
	'(?:agar|để|pentru (?:a|ca)|ώστε|чтобы|щоб|حتى|لكي|ताकि)',
	'(?:以便|这样|這樣|从而|從而|为了|為了)',
];

/** How a criterion begins that is told as an example. */
export const GIVEN_WORDS = [
	'given',
	'scenario(?: outline)?',
	'angenommen',
	'gegeben sei(?:en)?',
	'szenario',
	'(?:étant|etant) donn[ée]e?s?(?: que)?',
	'scénario',
	'dad[oa]s?(?: que)?',
	'escenario',
	'cenário',
	'dato che',
	'gegeven',
	'zakładając',
	'mając',
	'givet',
	'gitt',
	'дано|допустим|припустимо',
	'前提|假如|假设|假設|假定',
	'만일|먼저',
];
