/** Where people come from: names as they write them, with an ASCII form for e-mail addresses. */
export interface Culture {
  readonly locale: string;
  /** Hours ahead of UTC, which moves the working day. */
  readonly utcOffset: number;
  readonly first: readonly [string, ...string[]];
  /** Empty for people who go by one name. */
  readonly last: readonly string[];
}

function culture(locale: string, utcOffset: number, first: string, last: string): Culture {
  const [head = "", ...tail] = first.split(" ");
  return { locale, utcOffset, first: [head, ...tail], last: last.split(" ").filter(Boolean) };
}

/** A name in another script carries its Latin form after a slash. */
export const CULTURES: readonly [Culture, ...Culture[]] = [
  culture(
    "en-US",
    -5,
    "Grace Marcus Olivia Ethan Harper Noah Abigail Tyrone Madison Caleb Ruth Wyatt",
    "Johnson Carter Brooks Washington Nguyen-Smith Hayes Whitfield Okafor-Reed Sullivan Price",
  ),
  culture(
    "en-GB",
    0,
    "Imogen Alfie Poppy Rhys Niamh Callum Isla Gareth Bronwyn Hamish",
    "Ashworth O'Brien Campbell Pryce-Jones MacLeod Thistlethwaite Bevan Featherstonehaugh Kerr",
  ),
  culture(
    "de-DE",
    1,
    "Jürgen Anneliese Björn Käthe Moritz Lieselotte Sören Friederike Jan-Niklas Ute",
    "Müller Schröder Weiß Jäger Schmidt-Rüdiger Kühn Großmann Leutheusser-Schnarrenberger Voß",
  ),
  culture(
    "fr-FR",
    1,
    "Zoé François Aurélie Théo Hélène Loïc Maëlle Benoît Anaïs Jean-Baptiste",
    "Lefèvre Béranger D'Arcy Dubois-Moreau Châtelain Gauthier Noël L'Hermite Rousseau",
  ),
  culture(
    "es-ES",
    1,
    "Íñigo Begoña Álvaro Nuria José Montserrat Xavier Ángeles Unai Lucía",
    "García Muñoz Ibáñez Etxeberria López-Carrasco Núñez Peña Castañeda Quiñones",
  ),
  culture(
    "pt-BR",
    -3,
    "João Thaís Vinícius Conceição Caio Luísa Gonçalo Iara Antônio Débora",
    "Gonçalves Araújo Magalhães Assunção Guimarães Sá Falcão Brandão Simões",
  ),
  culture(
    "pl-PL",
    1,
    "Łukasz Małgorzata Stanisław Żaneta Wojciech Bożena Zdzisław Agnieszka",
    "Wiśniewski Dąbrowska Brzęczyszczykiewicz Żółtowski Szczęsny Błaszczyk Kowalczyk",
  ),
  culture(
    "sv-SE",
    1,
    "Åsa Göran Märta Björn Linnéa Håkan Saga Östen Ylva Nils",
    "Ångström Sjöberg Öberg Lindqvist Håkansson Nyström Bergström Ek",
  ),
  culture(
    "tr-TR",
    3,
    "Çağla İbrahim Şule Oğuz Gülşen Uğur Ayşe Kıvanç Ilgın Ömer",
    "Yıldız Öztürk Çelik Şahin Güneş Kılıç Aydın Doğan",
  ),
  culture(
    "vi-VN",
    7,
    "Hương Đức Thảo Quốc Linh Tuấn Ngọc Phương Sơn Trang",
    "Nguyễn Trần Lê Phạm Đặng Võ Bùi Đỗ",
  ),
  culture(
    "yo-NG",
    1,
    "Adébáyọ̀ Chiamaka Olúwaṣeun Ngozi Ifeanyi Fúnmiláyọ̀ Emeka Zainab Tunde Amarachi",
    "Okonkwo Adéyẹmí Balogun Eze Nwosu Abubakar Ògúnlẹ́yẹ Danjuma",
  ),
  culture(
    "hi-IN",
    5.5,
    "आरव/aarav अनन्या/ananya रोहन/rohan प्रिया/priya विक्रम/vikram दीपिका/deepika Lakshmi Arjun",
    "शर्मा/sharma पटेल/patel Iyer Krishnamurthy गुप्ता/gupta Venkataraman सिंह/singh",
  ),
  culture(
    "ja-JP",
    9,
    "陽菜/hina 大輔/daisuke さくら/sakura 健太/kenta 美咲/misaki 翔/sho 直子/naoko 隆/takashi",
    "佐藤/sato 鈴木/suzuki 髙橋/takahashi 田中/tanaka 渡邊/watanabe 伊藤/ito 小林/kobayashi",
  ),
  culture(
    "zh-CN",
    8,
    "伟/wei 芳/fang 秀英/xiuying 磊/lei 静/jing 强/qiang 敏/min 洋/yang",
    "王/wang 李/li 张/zhang 刘/liu 陈/chen 欧阳/ouyang 赵/zhao",
  ),
  culture(
    "ko-KR",
    9,
    "지우/jiwoo 민준/minjun 서연/seoyeon 도윤/doyun 하은/haeun 현우/hyunwoo",
    "김/kim 이/lee 박/park 최/choi 정/jung 남궁/namgung",
  ),
  culture(
    "ar-EG",
    2,
    "محمد/mohamed فاطمة/fatima يوسف/youssef مريم/maryam أحمد/ahmed ليلى/layla عمر/omar",
    "السيد/elsayed حسن/hassan عبد-الرحمن/abdelrahman منصور/mansour الشافعي/elshafei",
  ),
  culture(
    "he-IL",
    2,
    "נועה/noa יונתן/yonatan תמר/tamar איתי/itai מאיה/maya אורי/uri",
    "כהן/cohen לוי/levi מזרחי/mizrahi פרידמן/friedman ביטון/biton",
  ),
  culture(
    "uk-UA",
    2,
    "Оксана/oksana Тарас/taras Соломія/solomiia Богдан/bohdan Зоряна/zoriana Андрій/andrii",
    "Шевченко/shevchenko Ковальчук/kovalchuk Бондаренко/bondarenko Лисенко/lysenko",
  ),
  culture(
    "el-GR",
    2,
    "Ελένη/eleni Γιώργος/giorgos Δέσποινα/despoina Νίκος/nikos Κατερίνα/katerina",
    "Παπαδόπουλος/papadopoulos Οικονόμου/oikonomou Καραγιάννης/karagiannis",
  ),
  culture("id-ID", 7, "Suharto Sukarno Wulandari Bambang Kartini Megawati Dewi Sutrisno", ""),
];

/** A name as it is written. */
export function written(name: string): string {
  return name.split("/")[0] ?? name;
}

const LETTERS_WITHOUT_MARKS: Record<string, string> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};

/** The ASCII form of a name, for e-mail addresses. */
export function latin(name: string): string {
  return (name.split("/")[1] ?? name)
    .toLowerCase()
    .replace(/[ßøłđı]/g, (letter) => LETTERS_WITHOUT_MARKS[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^a-z0-9-]/g, "");
}
