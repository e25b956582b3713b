/** One thing a citizen says, when it is their turn. */
interface Turn {
  /** A file in `sounds/`, made from `text` by make-sounds.ts. */
  readonly sound: string;
  readonly text: string;
}

/** A person who calls the hotline. All are invented; the numbers are kept in ranges nobody is given (see README). */
export interface ScriptedCitizen {
  readonly id: string;
  readonly number: string;
  /** What they need beside Mandarin; goes along as X-Hotline-Skill. */
  readonly skill?: 'cantonese' | 'english';
  /** espeak-ng's voice and how fast (words a minute) and high (0…99) it speaks. */
  readonly voice: {
    readonly language: 'cmn' | 'yue' | 'en-gb';
    readonly speed: number;
    readonly pitch: number;
  };
  /** They hang up when nobody has answered after so long. */
  readonly patienceSeconds: number;
  readonly turns: readonly Turn[];
}

interface Draft extends Omit<ScriptedCitizen, 'turns'> {
  readonly says: readonly string[];
}

const drafts: readonly Draft[] = [
  {
    id: 'water',
    number: '13800000101',
    voice: { language: 'cmn', speed: 190, pitch: 45 },
    patienceSeconds: 90,
    says: [
      '你好，我们小区从早上六点就停水了，到现在还没来。',
      '檀溪路八十八号，幸福家园三栋，整栋楼都没有水。',
      '没有看到停水通知，麻烦你们催一下，谢谢。',
    ],
  },
  {
    id: 'noise',
    number: '13900000102',
    voice: { language: 'cmn', speed: 205, pitch: 60 },
    patienceSeconds: 60,
    says: [
      '我要反映楼下烧烤店，天天晚上吵到两三点，没法睡觉。',
      '在长虹路建设巷口，店名叫老地方烧烤。',
      '之前打过一次电话了，还是没有人管。',
    ],
  },
  {
    id: 'social-security',
    number: '07105550103',
    voice: { language: 'cmn', speed: 175, pitch: 30 },
    patienceSeconds: 120,
    says: [
      '请问灵活就业人员的社保，今年每个月要交多少钱？',
      '我今年五十二岁，户口在樊城区。',
      '好的，我记下了，谢谢你。',
    ],
  },
  {
    id: 'street-lamp',
    number: '13700000104',
    voice: { language: 'cmn', speed: 195, pitch: 50 },
    patienceSeconds: 75,
    says: ['你好，人民广场东门这一排路灯都不亮了，晚上很黑。', '大概有一个星期了，有老人摔倒过。'],
  },
  {
    id: 'property',
    number: '13600000105',
    voice: { language: 'cmn', speed: 200, pitch: 55 },
    patienceSeconds: 60,
    says: [
      '我们小区物业乱收停车费，一个月涨了两百块，也没有公示。',
      '小区叫金色港湾，物业公司不肯给收费依据。',
      '希望住建部门来查一查，有结果请回电话给我。',
    ],
  },
  {
    id: 'medical',
    number: '07105550106',
    voice: { language: 'cmn', speed: 170, pitch: 35 },
    patienceSeconds: 150,
    says: ['我想问一下，老人到外地住院，异地医保怎么备案？', '他是职工医保，准备去武汉做手术。'],
  },
  {
    id: 'praise',
    number: '13500000107',
    voice: { language: 'cmn', speed: 185, pitch: 65 },
    patienceSeconds: 45,
    says: [
      '我想表扬一下政务大厅三号窗口的小王，态度特别好。',
      '我腿脚不方便，她帮我把手续全都办完了。',
    ],
  },
  {
    id: 'gas',
    number: '13400000108',
    voice: { language: 'cmn', speed: 225, pitch: 60 },
    patienceSeconds: 40,
    says: [
      '你好，我们楼道里有很重的燃气味，我很害怕！',
      '前进路十二号二单元，我已经开窗了，没有开灯。',
    ],
  },
  {
    id: 'wages',
    number: '13300000109',
    voice: { language: 'cmn', speed: 200, pitch: 40 },
    patienceSeconds: 90,
    says: ['工地拖欠我们工资三个月了，一共十一个人。', '老板电话不接，我们应该找哪个部门？'],
  },
  {
    id: 'bus',
    number: '13200000110',
    voice: { language: 'cmn', speed: 190, pitch: 70 },
    patienceSeconds: 60,
    says: [
      '建议十三路公交车早高峰多加几班，孩子上学总是迟到。',
      '在新华路站，七点到七点半之间最挤。',
    ],
  },
  {
    id: 'cantonese',
    number: '13100000111',
    skill: 'cantonese',
    voice: { language: 'yue', speed: 180, pitch: 45 },
    patienceSeconds: 120,
    says: ['你好，我係廣東嚟嘅，想問下點樣辦居住證。', '我唔識講普通話，唔該你講慢啲。'],
  },
  {
    id: 'english',
    number: '13000000112',
    skill: 'english',
    voice: { language: 'en-gb', speed: 165, pitch: 50 },
    patienceSeconds: 120,
    says: [
      'Hello, I have lost my residence permit. Where should I report it?',
      'I live near the railway station. Thank you.',
    ],
  },
  // Three whose matter is not the hotline's: 119, 120 and 110 are one key away.
  {
    id: 'smoke',
    number: '13800000113',
    voice: { language: 'cmn', speed: 230, pitch: 58 },
    patienceSeconds: 40,
    says: [
      '楼道里全是浓烟，好像是电动车着火了，我们下不去！',
      '建华路三十六号，一单元，我在五楼，家里还有老人。',
      '门缝里也进烟了，你们快一点！',
    ],
  },
  {
    id: 'fall',
    number: '13700000114',
    voice: { language: 'cmn', speed: 215, pitch: 62 },
    patienceSeconds: 40,
    says: [
      '我父亲在家里摔倒了，头上流血，叫他没有反应！',
      '檀溪路二十号，四栋三零二，他今年七十八岁。',
      '有呼吸，就是叫不醒，我现在该怎么办？',
    ],
  },
  {
    id: 'break-in',
    number: '13600000115',
    voice: { language: 'cmn', speed: 210, pitch: 48 },
    patienceSeconds: 40,
    says: [
      '有人在撬我家的门，家里只有我和孩子，我不敢大声说话。',
      '长虹路九号，二单元六零一，他还在外面。',
    ],
  },
];

/** Everybody who may call. */
export const citizens: readonly ScriptedCitizen[] = drafts.map(({ says, ...person }) => ({
  ...person,
  turns: says.map((text, index) => ({ sound: `${person.id}-${index + 1}.wav`, text })),
}));

/** The order in which they call: some again, as people do whose lamp is still dark. */
export const callOrder: readonly string[] = [
  'water',
  'social-security',
  'noise',
  'english',
  'street-lamp',
  'medical',
  'noise',
  'praise',
  'property',
  'cantonese',
  'gas',
  'smoke',
  'wages',
  'street-lamp',
  'fall',
  'bus',
  'break-in',
  'water',
];
