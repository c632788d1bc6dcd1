// Words that carry grammar and no subject: none that could be what an abstract is about.
#pragma once

#include <string_view>

namespace quire::text::stop_words {

// Each list is folded as its language folds, sorted by bytes, and parted by blanks.

inline constexpr std::string_view arabic = R"(
اذ اذا الا التي الذي الذين اللاتي اللتان اللذان الى اليه اليها ام اما امام ان انا انت انتم انه
انها انهم او اي ايضا اين بان بدون بعد بعض بل به بها بهم بين بينما تحت تكون تلك ثم حتى حول حيث حين
خلال دون ذات ذلك ذو سوف سوى ضد عدة على عليه عليها عليهم عن عند عندما عنه عنها غير فان فوق في فيه
فيها قبل قد كان كانت كانوا كذلك كل كلا كم كما كنا كيف لا لان لدى لدينا لذلك لقد لكن لكنه لكنها لم
لماذا لن لنا له لها لهم لو لولا ليس ليست ما ماذا متى مثل مع معه معها من منذ منه منها منهم نحن نحو
هؤلاء هذا هذه هم هما هن هنا هناك هو هي وذلك وراء وفي وقد وكان وكانت ولا ولم ومن وهو وهي يا يكون
يكونون)";

inline constexpr std::string_view armenian = R"(
ամեն այդ այլ այն այնպես այս այսինքն այսպես անգամ առանց առաջ ավելի արդեն բայց բոլոր դա դեպի դեռ դու
դուրս դուք դրանք եթե եմ են ենք ես երբ եւ եք է էի էին էլ էր ըստ թե իմ ինձ ինչ ինչու ինչպես իսկ իր
իրեն իրենց ից լինել լինեն լինի կա կամ կան կարող համար հենց հետ հետո ձեզ ձեր մասին մեզ մեկ մենք մեջ
մեր մի միայն մինչեւ միջեւ միջոցով մոտ նա նաեւ ներս նույն նրա նրան նրանց նրանք շատ ոչ ով որ որը որի
որոնց որոնք որոշ որովհետեւ որում որպես որտեղ ու ում ուրիշ չեմ չեն չէ չի պետք պիտի սա սակայն սրանք
վրա տակ տես քան քանզի քանի քեզ քո)";

inline constexpr std::string_view azerbaijani = R"(
altında amma ancaq arasında artıq az başqa belə beləliklə bilər bir biz bizim bizə bu buna bunda
bundan bunlar bunu bunun bununla bütün bəs bəzi da daha deyil digər də edilir edir edən elə etmək
eyni görə hamı hansı hansılar haqqında harada heç hələ həm həmin hər idi ilk ilə imiş isə içində
ki kim kimi lakin mən mənim mənə necə niyə nə o ola olan olaraq olduğu olmaq olmuşdur olub olur
ona onda ondan onlar onların onu onun qarşı qədər siz sizin sizə sonra sən sənin sənə var vaxt və
ya yalnız yaxud yox çox çünki öz özü özünün üzrə üzərində üçün əgər ən əsasən əvvəl)";

inline constexpr std::string_view basque = R"(
ahal alde arren arte artean asko atzean aurrean aurretik azpian bada bai baina baino baita baizik
bakarrik baldin barruan bat batean baten batzuk behar bera berak beraz bere beren berriz beste
besteak bezala bi bidez buruz da dago daude dela den dena dira direla diren ditu dituzte du duela
duen dute dutela duten edo edota egin egon ere eta ez gabe gainean gehiago gero gisa gu gure gutxi
guzti guztiak guztien haiek haien hala haren hartan hau hauek hauetan honela honen honetan hori
horiek horietan horrela horren horretan hura izan izango izateko kontra nahi ni nire noiz nola non
nor nork ondoren orain oso zegoen zein zen zer zergatik ziren zu zuek zuen zure zuten)";

inline constexpr std::string_view bengali = R"(
অথবা অনেক অন্য অন্যান্য আগে আছে আছেন আপনার আপনি আমরা আমাকে আমাদের আমার আমি আর আরও আরো ই উপর উপরে
এই এক একই একটা একটি এখানে এটা এটি এদের এবং এমন এর এরা ঐ ও ওই কখন কম করতে করবে করা করার করি করে
করেছি করেছে করেন কাছে কারণ কি কিছু কিন্তু কিভাবে কী কীভাবে কে কেন কোথায় কোন কোনও কোনো খুব ছাড়া
ছিল ছিলেন জন্য জন্যে তখন তবে তা তাঁর তাই তাকে তাদের তার তারা তাহলে তিনি তুমি তেমন তোমার থাকে থেকে
দিকে দিয়ে দ্বারা নয় না নিচে নেই পরে পর্যন্ত পারি পারে প্রতি প্রতিটি বা বিভিন্ন বেশি মত মতো মধ্যে
মাত্র যখন যদি যা যাকে যাদের যার যারা যে যেখানে যেমন শুধু শুধুমাত্র সকল সঙ্গে সব সমস্ত সম্পর্কে
সাথে সে সেই সেখানে সেটি হওয়া হচ্ছে হতে হবে হয় হয়েছিল হয়েছে হলে হিসাবে হিসেবে)";

inline constexpr std::string_view bulgarian = R"(
а аз ако ала бе без беше бил била били било бъдат бъде бяха в вас ваш вече вие всеки всички всичко
всяка всяко във върху ги го да до докато дори друг друга други друго е един една едни едно за защо
защото и или им има как какво както като кога когато кое което кои които кой който колко коя която
къде където към ли ме между ми много могат може мой моя му на над най нас наш наша наше наши не
него негов неин нещо нея ни ние никой нито нищо но някои някой някоя няма обаче около онази онези
онзи онова освен от относно още по повече под поради пред през при пък с са само свои своите свой
своя се сега си след сме според срещу сте съм със също тази така там тая твой те тези техен ти то
това тогава този той тоя трябва тук тъй тя тях че чийто чрез ще я)";

inline constexpr std::string_view catalan = R"(
a abans aixi aixo al algun alguna algunes alguns alla allo als altra altre altres amb aqueix
aquell aquella aquelles aquells aquest aquesta aquestes aquests aqui cada cap com contra darrere
davant de del dels des despres doncs durant el ell ella elles ells els em en encara ens entre era
eren es esta estan estar estat et fa fan fer fins ha han haver havia he hem hi ho i ja jo la les
li llur lo mateix mateixa me menys mes meu meus meva meves molt molta moltes molts ni no nomes
nosaltres nostra nostre nostres o on pel pels per pero perque poc poden pot qual quals quan que
qui quin quina quines quins res se segons sense ser seu seus seva seves si sido sino sobre son
sota tambe tampoc tan tant te teu teva tot tota totes tots tu u un una unes uns us vosaltres
vostre)";

inline constexpr std::string_view chinese = R"(
一个 一些 一种 上 下 不 不仅 与 且 个 中 为 为了 为什么 乃 之 也 了 于 什么 从 他 他们 他們 以 以上 以下 以及 会 但 但是 你 你们 來 個 們 关于 其 其中 其他
则 到 即 又 及 只 只有 可以 各 同时 向 吗 吧 呢 和 哪 哪些 啊 因为 因此 在 地 她 她们 如何 如果 它 它们 对 对于 将 將 對 就 并 并且 很 後 得 從 怎么 怎样
我 我们 我們 或 所 所以 把 於 是 曰 更 最 會 有 某 根据 此 每 沒有 没 没有 為 無 然而 由 由于 的 着 种 等 等等 者 而 而且 能 能够 與 若 虽然 被 要 谁 过
还 这 这个 这些 这种 這 這些 這個 通过 過 還 那 那个 那些 那种 都 里)";

inline constexpr std::string_view croatian = R"(
a ako ali bez bi bih bila bili bilo bio biti bude budu ce cemo ciji cu da do dok druga druge drugi
ga gdje i iako ih ili im ima imaju isti isto iz iza izmedu ja je jer joj jos kad kada kako kao kod
koja koje kojeg kojem koji kojih kojim kojima kojoj koliko kroz li manje me mene meni mi mogu moj
moze mu na nad nam nas nasa nase ne nego neka neke neki nekoliko ni nije nisu niti njega njegov
njezin njih njihov njihova njima njoj no o ob od oko on ona onaj one oni ono osim ova ovaj ovdje
ove ovi ovih ovim ovo ovog ovom pa po pod pred prema pri protiv putem radi s sa sada sam samo se
sebe si smo ste sto su svaka svaki sve svi svih svoj svoja svoje svojih svoju ta tada taj tako
takoder tamo te ti tih tijekom tim tko to tog tom treba u uz vam vas vec vi vise vrlo za zasto
zbog)";

inline constexpr std::string_view czech = R"(
a aby ale ani ano behem bez bude budou by bych byl byla byli bylo byly byt ci co coz dle do ho i
ja jak jaka jake jako jaky je jeho jej jeji jejich jen jenz jeste ji jich jim jine jiny jinych jiz
jsem jsi jsme jsou jste k kazda kazde kazdy kde kdo kdy kdyby kdyz ke kolem krome ktera ktere
ktereho kteri kterou ktery kterych kterym ku ma maji me mene mezi mi mne mnoho mohou mu muj muze
my na nad nam nas nase naseho nasich ne nebo nebot nejsou nekolik nektere nektery nekterych nem
neni ni nich nyni o od on ona oni ono ony po pod podle pokud pouze pred pres pri pro proc
prostrednictvim proti protoze s sam se sebe si sobe stejne stejny sva sve sveho svuj svych ta tak
take tam tato tech techto tedy tehdy tem temto ten tento teto tez ti tim to toho tohoto tom tomto
tomu toto tu ty tyto u uz v vam vas ve velmi vice vsak vse vsech vsechny vy z za zda zdali zde ze)";

inline constexpr std::string_view danish = R"(
af al alle alt anden andet andre at blandt blev blevet blive bliver både bør da de dem den denne
dens der deres derfor desuden det dets dette dig din disse dog du efter eller en end enten er et
for fordi fra få før gennem gør gøre haft ham han hans har havde have hende hendes her hos hun
hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen ikke ind
ingen intet jeg jer jeres kan kun kunne man mange med meget mellem men mens mere mest mig min
mindre mine mit mod må måtte ned nogen noget nogle nu når og også om op os over per på samme samt
selv siden sig sin sine sit skal skulle som så sådan sådanne til ud uden under var ved vi vil
ville vores være været)";

inline constexpr std::string_view dutch = R"(
aan al alle alleen alles als ander andere ben bent bij binnen buiten daar daarbij daarom dan dat
de deze die dit door dus echter een eens eigen elk elke en er geen geweest geworden haar had
hadden heb hebben heeft hem hen het hier hierbij hij hoe hoewel hun ieder iedere iets ik in is je
jij jouw jullie kan kon konden kunnen maar mag me meer meest met mij mijn minder moest moet moeten
mogen na naar niet niets nog nu of om omdat onder ons onze ook op over per reeds sinds slechts te
tegen ten ter terwijl tijdens toen tot tussen u uit uw van vanaf veel via volgens voor waar
waarbij waardoor waarin waarmee waarom waarop waarvan wanneer want waren was wat we weinig wel
welk welke werd werden wie wij wil willen worden wordt zal ze zeer zelf zich zichzelf zij zijn zo
zonder zou zouden zowel zulke zullen)";

/// "us" is missing for the country's sake. Contractions stand as they are folded.
inline constexpr std::string_view english = R"(
a about above across after again against al all along already also although always am among an and
another any are aren't around as at be because become becomes been before being below between both
but by can can't cannot could couldn't did didn't do does doesn't doing don't done during each eg
either else et etc ever every few for from further had hadn't has hasn't have haven't having he
hence her here hers herself him himself his how however i i'm i've ie if in into is isn't it it's
its itself just let's may me might more moreover most much must my myself no nor not of off often
on once only onto or other others our ours ourselves out over own per perhaps rather same shall
she should shouldn't since so some such than that that's the their theirs them themselves then
there there's thereby therefore these they they're this those though through thus to too toward
towards under until up upon very via was wasn't we we're we've were weren't what when where
whereas whether which while who whom whose why will with within without won't would wouldn't yet
you your yours yourself yourselves)";

inline constexpr std::string_view finnish = R"(
aikana alle avulla ei eikä eivät eli emme en enemmän ennen erittäin et ette että he heidän heitä
hyvin hän hänen ilman itse ja jo johon joiden joissa joita joitakin joka jokainen jokin jolla
jonka jos jossa josta jota joten jotka jotkin jotta jälkeen kaikki kaikkien kanssa kautta ketä
kohti koska kuin kuitenkin kuka kukin kun lisäksi lähellä me meidän meitä mihin miksi mikä milloin
minun minä missä mistä miten mitkä mitä monet monia muiden muita mukaan mutta muu muut myös ne
niiden niille niin niissä niitä nuo nyt näiden näin näissä näitä nämä ohi ole olemme olen olet oli
olisi olisivat olivat olla olleet ollut oma oman on ovat paljon perusteella pitää sama samaa se
sekä sen siellä siihen siinä siis siitä sille sillä sinun sinä sitten sitä tai te teidän toinen
toisen tulee tuo tähän tällä tällöin tämä tämän tässä tästä tätä täytyy täällä vaan vaikka vain
vielä voi voidaan voisi voivat vähemmän välillä välissä yli)";

inline constexpr std::string_view french = R"(
a afin ai ainsi alors apres as au aucun aucune auquel aura aussi autre autres aux avaient avait
avant avec avez avoir avons ayant beaucoup ca car ce ceci cela celle celles celui cependant
certaines certains ces cet cette ceux chacun chaque chez comme comment contre dans de deja depuis
des doit doivent donc dont du duquel elle elles en encore entre es est et etaient etait etant ete
etes etre eu eux faire fait fut hors ici il ils jamais je jusque la laquelle le lequel les
lesquelles lesquels leur leurs lorsque lui ma mais malgre me meme memes mes moi moins mon ne
neanmoins ni non nos notamment notre nous on ont or ou oui par parce parmi pas pendant peu peut
peuvent plus plusieurs pour pourquoi pouvoir puisque quand que quel quelle quelles quelque
quelques quels qui quoi sa sans se selon sera serait seront ses si soient soit sommes son sont
sous suis sur ta tandis te tel telle telles tels tes toi ton toujours tous tout toute toutefois
toutes tres trop tu un une vers vos votre vous y)";

inline constexpr std::string_view german = R"(
aber alle allen aller alles als am an andere anderen anderer auch auf aus bei beim bereits bevor
bin bis bist da dabei daher damit dann darf daruber das dass dazu dein dem den denn der des dich
die diese diesem diesen dieser dieses dir doch dort du durch durfen ein eine einem einen einer
eines einige einiger er es etwa euch euer fur gegen gewesen habe haben hat hatte hatten hier
hierbei hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist jede jedem jeden jeder
jedes jedoch jene jener jenes kann kein keine keinen keiner konnen konnte konnten man mehr mein
meine mich mir mit muss mussen nach nachdem neben nicht noch nun nur ob obwohl oder ohne per pro
schon sehr sei seien sein seine seinem seinen seiner seines seit selbst sich sie sind so solche
solchen solcher soll sollen sollte sondern sowie sowohl trotz uber um und uns unser unsere unserem
unseren unserer unter viel viele vielen vom von vor wahrend wann war ware waren warum was wegen
weil welche welchen welcher welches wem wen weniger wenn wer werden wie will wir wird wo wollen
worden wurde wurden zu zum zur zwar zwischen)";

inline constexpr std::string_view greek = R"(
ακομα ακομη αλλα αλλεσ αλλο αλλων αν αναμεσα αντι απο ασ αυτα αυτεσ αυτη αυτην αυτησ αυτο αυτοι
αυτον αυτοσ αυτου αυτουσ αυτων αφου για γιατι δεν δηλαδη διοτι διχωσ εαν εγω εδω ειμαι ειμαστε
ειναι ειτε ειχαν ειχε εκει εκεινη εκεινο εκεινοσ εμεισ ενα εναν εναντιον ενασ ενοσ ενω εξω επειδη
επισησ εσεισ εσυ ετσι εχει εχουμε εχουν εχω εωσ η ηδη ηταν θα ιδια ιδιο ιδιοσ καθε καθωσ και
καποια καποιο καποιοσ κατα κατω λιγοτερο λοιπον μασ με μεσα μεσω μετα μεταξυ μεχρι μη μην μητε μια
μιασ μονο μου μπορει μπορουν να ο οι ολα ολεσ ολη ολοι ολων ομωσ οποια οποιεσ οποιο οποιοι οποιοσ
οποιου οποιων οπου οπωσ οσα οσο οσοι οταν οτι ουτε πανω παρα περισσοτερο πιο ποια ποιο ποιοι ποιοσ
πολυ ποσο ποτε που πρεπει πριν προσ πωσ σαν σασ σε σου στα στη στην στησ στισ στο στον στουσ τα
την τησ τι τισ το τον τοσο τοτε του τουσ τουτοσ των τωρα χωρισ ωσ ωστε)";

inline constexpr std::string_view hebrew = R"(
אבל או אותה אותו אותם אותן אותנו אחר אחרי אחרים אחרת איזה איך אילו אין איפה אך אל אלא אלה אלו אליו
אם אנו אנחנו אני אף אצל אשר את אתה אתם באמצעות בגלל בה בהם בו בין בלי בנו בעוד גם האלה הוא הזאת
הזה הזו היא היה היו הייתה היתה הם הן והוא והיא וכן זאת זה זו ידי יהיה יותר יש כאשר כבר כדי כולם כי
כך כל כלומר כמה כמו כן לא לאחר לה להיות להם לו לי לך לכן ללא למה למרות לנו לפי לפני מאוד מדוע מה
מהם מול מי ממנה ממנו מן מתי נגד ניתן עד עוד על עליה עליו עם עצמה עצמו פחות פי רק שבה שבו שהוא שהיא
שהם של שלה שלהם שלהן שלו שלי שלך שלנו תהיה תחת)";

inline constexpr std::string_view hindi = R"(
अगर अथवा अधिक अन्य अपना अपनी अपने अब आप आपका आपके इन इनका इनके इन्हें इस इसका इसकी इसके इसमें
इसलिए इससे इसे उन उनका उनकी उनके उन्हें उस उसका उसकी उसके उसे ऊपर एक एवं ऐसा ऐसे और कई कब कम कर
करता करती करते करना करने कहां का कि किंतु किए कितना कितने किया किसी की कुछ के केवल कैसे को कोई कौन
क्या क्यों क्योंकि गई गए गया जब जहां जा जाता जाती जाते जाना जिन जिनके जिनमें जिस जिसका जिसकी जिसके
जिसमें जिससे जिसे जैसे जो तक तथा तब तरह तुम तो था थी थे दूसरे द्वारा न नहीं नीचे ने पर परंतु पहले
बल्कि बहुत बाद बिना बीच भी मगर मत में मेरा मैं यदि यह यहां या ये रहा रही रहे रूप लिए लेकिन वह वहां
वाला वाली वाले वे वैसे सकता सकती सकते सब सभी साथ सिर्फ से स्वयं हम हमने हमारा हमारी हमारे ही हुआ
हुई हुए है हैं हो होता होती होते होना होने)";

inline constexpr std::string_view hungarian = R"(
a abban ahogy ahol aki akik akinek alatt altal amely amelyben amelyek amelyet amelynek ami amig
amikor annak arra at attol az azok azokat azon azonban azt bar be csak de ebben egy egyes ehhez el
ellen elott en engem ennek erre es ettol ez ezek ezeket ezen ezt ezzel fel fele felett ha hanem
hogy hogyan hol igen igy illetve ilyen irant is itt kell keresztul kevesebb ki kinek kozben kozott
le legyen lehet lenne lenni lesz lesznek lett maga magat mar mas masik meg mellett mely melyik
mennyi mert mi miatt miert mig mikor milyen mindegyik minden minket mint mit mivel mogott most
nagyon ne nehany nekem neki nekik nekunk nelkul nem nincs nincsenek o ok oket olyan onmaga ossze
ot ota ott pedig ra sajat se sem sok soran szerint te teged tehat ti tobb tobbi tovabba ugy
ugyanaz ugyanazon ugyanis utan vagy valamennyi valamint van vannak vissza volt voltak)";

inline constexpr std::string_view indonesian = R"(
ada adalah agar akan aku amat anda antara apa apabila atau bagaimana bahwa baik banyak beberapa
begitu beliau belum berapa bila bisa boleh bukan dalam dan dapat dari demikian dengan di dia hal
hanya harus hingga ia ialah ini itu jangan jika juga kalau kami kamu kapan karena ke kemudian
ketika kita kurang lagi lain lainnya lalu lebih maka mampu mana masih maupun melainkan mengapa
mengenai menjadi mereka merupakan meskipun namun nya oleh pada paling para perlu pun saat saja
sama sampai sana sangat satu saya sebab sebagai sebelum sebuah secara sedang sedangkan sedikit
sehingga sejak sekali selama seluruh sementara semua sendiri seorang seperti serta setelah setiap
siapa sini situ suatu sudah supaya tanpa tapi telah tentang terhadap tersebut tetapi tiap tidak
untuk walaupun yaitu yakni yang)";

inline constexpr std::string_view irish = R"(
a ach acu ag againn agam agus aici aige air an ann anseo ansin aon ar arna as beidh bheadh bhfuil
bhi bhur bionn ca cad cathain ce cen chomh chun conas cuid da dar de den di do doibh don e eile
eis faoi fath fein fos freisin gach gan go gur i iad idir in ina ionas is le leis lena leo ma mar
me mo muid na nach nar ni nil nior nios no nuair o on orthu raibh roimh sa san se seo si siad sibh
sin sinn siud sna ta tar thar toisc tri tu uirthi um)";

inline constexpr std::string_view italian = R"(
a abbiamo affinche agli ai al alcune alcuni alla alle allo allora altra altre altri altro anche
ancora attraverso avere aveva avevano benche che chi ci ciascun cio cioe coi col come con contro
cosi cui da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro deve devono di
dopo dove dunque durante e ed egli era erano essere essi fra fu fuori gia gli ha hanno ho i il in
infatti inoltre io la le lei li lo loro lui ma mai me meno mentre mi mia miei mio molta molte
molti molto ne negli nei nel nella nelle nello nessuno noi non nostra nostre nostri nostro o od
ogni ognuno oppure per perche pero piu poco poiche possono presso prima puo qualche quale quali
quando quanta quanti quanto quella quelle quelli quello questa queste questi questo qui quindi
sara se sebbene secondo sempre senza si sia siano solo soltanto sono sopra sotto stata state stati
stato stessa stessi stesso su sua sue sugli sui sul sulla sulle sullo suo suoi tale tali te ti tra
tramite tu tuo tutta tuttavia tutte tutti tutto un una uno vengono verso vi viene voi vostro)";

inline constexpr std::string_view japanese = R"(
あそこ あの あり ある あれ い いる および か から が き く ここ こと この これ これら さ さらに し しかし した すなわち する ず せ せる そこ そして その それ
それぞれ それら た ただし ため だ だけ て で でき できる です と という といった とき ところ として とともに どの どれ な ない なく など なり なる に において における
について によって により による に対して に対する ね の のみ は ば へ ほど ます また または まで も もの や よ よう より ら られる れ れる を 及び 彼 彼ら 彼女 我々
私)";

inline constexpr std::string_view khmer = R"(
កំពុង ក៏ ក្នុង ក្រោម ខាង ខ្ញុំ ខ្លះ គាត់ គឺ គេ គ្មាន គ្រប់ ចំពោះ ជា ជាមួយ ដូច ដើម្បី ដែល ដោយ ណា
តាម តែ ត្រូវ ទាំង ទៀត ទេ ទៅ នាង និង នឹង នេះ នៃ នោះ នៅ បាន ប៉ុន្តែ ប្រសិនបើ ពី ពីព្រោះ ពួក ពេល មក
មាន មិន មួយ យើង រវាង លើ វា សម្រាប់ អាច អ្នក អ្វី ឬ ឱ្យ ឲ្យ)";

inline constexpr std::string_view korean = R"(
가장 각 각각 같은 같이 거기 것 경우 그 그것 그녀 그들 그래서 그러나 그러한 그런 그런데 그리고 나 너 누구 다른 다시 단 당신 대하여 대한 대해 더 덜 동안 되는 된다 등
따라 따라서 따른 때 때문에 또는 또한 만약 매우 모든 무엇 및 바로 보다 사이 사이의 수 아주 아직 않고 않는 않다 않은 어디 어떤 어떻게 언제 없는 없다 없이 여기 여러 왜
우리 우리는 우리의 위하여 위한 위해 의한 의해 이 이것 이다 이러한 이런 이미 입니다 있고 있는 있다 있도록 있습니다 있으며 있음을 저 저것 저기 저런 중 즉 통해 하고 하는
하지만 한다)";

inline constexpr std::string_view lao = R"(
ກັບ ກ່ອນ ກໍ ຂອງ ຂ້ອຍ ຈະ ຈາກ ຍັງ ດ້ວຍ ຕໍ່ ຖ້າ ທີ່ ທຸກ ນັ້ນ ນີ້ ບໍ່ ພວກ ພວກເຂົາ ມາ ມີ ຢູ່ ລະຫວ່າງ
ລາວ ສຳລັບ ຫຍັງ ຫນຶ່ງ ຫຼັງ ຫຼາຍ ຫຼື ອື່ນ ເທິງ ເປັນ ເພາະ ເພື່ອ ເມື່ອ ເຮົາ ແຕ່ ແມ່ນ ແລະ ໂດຍ ໃນ ໃຜ ໃສ
ໃຫ້ ໄດ້ ໄປ)";

inline constexpr std::string_view lithuanian = R"(
ant apie ar arba as be bet buna bus buti butu buvo cia dabar dar daug daugiau del esame esi esu
gali galima i iki ir is ja jai jam jau jei jeigu ji jie jiems jis jo jos ju jus jusu ka kad kai
kaip kam kas keli kelios kiek kiekviena kiekvienas kita kitas kiti kitos kitu kodel kokia kokie
koks kol kuo kur kuri kuriame kurie kuriems kurioje kurios kuris kuriu labai mane mazai maziau mes
mums musu ne nei nera nes nors nuo o pagal pas pat pati pats patys per po prie pries pro reikia
salia save savo si siame sie sio sioje sios sis siu su ta taciau tada tai taigi taip tame tarp tas
tave ten tie tik to todel toje tokia tokie toks tos tu tuo turi uz viena vienas virs vis visas
visi visos visu yra)";

inline constexpr std::string_view lucene = R"(
a an and are as at be but by for if in into is it no not of on or such that the their then there
these they this to was will with)";

inline constexpr std::string_view nepali = R"(
अघि अनुसार अन्य अर्को आफू आफ्नो उनको उनले उनी उनीहरू ऊ एउटा एक एवं कसरी कहाँ कहिले का कि किन की
कुन कुनै के केही को गरिएको गरी गरेका गरेको गरेर गर्दछ गर्न गर्ने छ छन् छैन छैनन् जब जसको जसमा जसले
जहाँ जुन जो तथा तपाईं तब तर तल तिमी ती त्यस त्यसको त्यहाँ त्यो थिए थियो थोरै देखि द्वारा धेरै न
नगर्ने नै पछि पनि प्रत्येक बढी बाट बीच भए भएका भएको भने भनेर भन्ने भयो म मा मात्र माथि मेरो यदि यस
यसको यसमा यसले यहाँ यी यो र रूपमा लाई लागि ले वा विभिन्न सँग सकिन्छ सक्छ सबै सम्म साथ साथै हामी
हामीले हाम्रो हुन हुने हुन् हुन्छ हो होइन)";

inline constexpr std::string_view norwegian = R"(
all alle alt andre annen annet at av bare blant ble bli blir blitt både bør da de deg dei dem den
denne dens der dere deres derfor dessuden det dets dette din disse du eg ei ein eit eller en enn
enten er et etter for fordi fra frå få før gjennom gjør gjøre ha hadde ham han hans har hatt henne
hennes her ho hos hun hva hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor i igjen
ikke ikkje ingen ingenting inn intet jeg kan korleis kun kunne kva likevel man mange med meg
mellom men mens mer mest mi min mindre mine mitt mot mye må måtte ned noe noen nå når og også om
opp oss over per på samme samt seg selv si siden sin sine sitt skal skulle slik slike som så til
under ut uten var ved vere vi vil ville vore vår våre vårt være vært)";

inline constexpr std::string_view persian = R"(
آن آنها آنکه آیا از است البته ام اما اند او اگر ای ایشان ایم این اینها اینکه با باشد باشند بالای
باید بدون بر برای برخی بسیار بعد بعضی بلکه به بود بودند بی بیشتر بین تا تر ترین تنها تو توان تواند
توسط جز خواهد خواهند خود خودش خیلی دارد دارند داشت داشتند داشته در درباره دیگر دیگری را روی زیر
زیرا سوی سپس شاید شد شدن شده شما شود شوند طریق طور عنوان فقط قبل ما مانند مثل من مورد می میان نسبت
نمی نیز نیست نیستند ها های هایی هر هست هستند هم همان همه همچنین همین هنگامی هیچ و وقتی ولی وی پس
پیش چرا چند چندین چنین چه چون چگونه کجا کرد کردن کرده کردیم کم کمتر کند کنند کنیم که کی یا یک یکی)";

inline constexpr std::string_view polish = R"(
a aby albo ale ani bardziej bardzo beda bedzie bez bo byc byl byla bylo byly choc chociaz ci
ciebie co czy czym dla dlaczego do gdy gdyby gdzie go i ich ile im inna inne inny innych ja jak
jako jednak jego jej jesli jest jestem jestesmy jeszcze jezeli juz kazda kazde kazdego kazdy kiedy
kilka kim kogo komu kto ktora ktore ktorego ktorej ktory ktorych ktorym ktorzy ku lecz lub ma maja
mi miedzy mna mnie mniej moga moj moja moze mozna mu my na nad nam nami nas nasz nasza nasze
naszego naszej naszych nia nich nie niektore niektorych nim niz o od on ona one oni ono oprocz
oraz po pod podczas poniewaz poprzez przed przez przy rowniez sa sam sama same samo sie siebie
sobie swoich swoj swoja swoje ta tak taka taki takich takie takze tam tamta tamten te tego tej
temu ten teraz tez to tobie tu tutaj ty tych tylko tym tymi u w wam was wasz we wedlug wiec wiecej
wiele wielu wobec wsrod wszyscy wszystkich wszystkie wszystko wtedy wy z za zatem ze zeby zostal
zostala zostaly)";

inline constexpr std::string_view portuguese = R"(
a ainda algum alguma algumas alguns ali ante antes ao aos apenas apos aquela aquelas aquele
aqueles aqui aquilo as assim ate atraves cada com como contra cuja cujo da das de dela delas dele
deles depois desde dessa desse desta destas deste destes deve devem do dos durante e ela elas ele
eles em embora enquanto entre era eram essa essas esse esses esta estao estar estas estava este
estes eu foi foram ha haver isso isto ja la lhe lhes mais mas me menos mesma mesmo meu meus mim
minha minhas muita muitas muito muitos na nao nas nem nenhum nenhuma nessa nesse nesta nestas
neste nestes no nos nossa nossas nosso nossos o onde os ou outra outras outro outros para pela
pelas pelo pelos perante pode podem pois por porem porque portanto pouco quais qual quando quanto
quantos que quem sao se seja sejam sem sendo ser sera seu seus si sido sim so sob sobre sua suas
tais tal tambem tao te tem tenha ter teu tinha toda todas todo todos tu tua um uma umas uns voce
voces vos)";

inline constexpr std::string_view romanian = R"(
a acea aceasta aceeasi acei aceia acel acela acelasi acele aceleasi acelui acest aceste acestea
acestei acesti acestor acestui acolo acum ai aici al ale alt alta alte alti am ar are as asa
astfel asupra atat atunci au avea avem aveti avut ca cand care carei caror carui cat cati catre ce
cea cei cel cele ci cine conform contra cu cum da daca dar de decat deja deoarece desi despre din
dintr dintre doar dupa dvs ea ei el ele era erau este eu fara fi fie fiecare fiind fiindca foarte
fost iar ii il imi in inainte inca insa intr intre isi la langa le lor lui ma mai mea mei mele meu
mult multa multe multi ne nici nimeni nimic niste noastra noastre noi nostri nostru nu numai o ori
oricare orice pana pe pentru peste poate pot prea precum prin printr putin sa sai sale sau se si
sine spre sub sunt ta tau te toata toate tot toti trebuie tu un unde unei unele unii unor unui va
voi vom vor)";

inline constexpr std::string_view russian = R"(
а б без более будет будут бы был была были было быть в вам вами вас ваш ведь весь вместо во вот
все всегда всего всем всех вся вы где да даже для до другая другие других другой его ее ей ему
если есть еще же за зачем здесь и из или им ими иной их к каждая каждого каждый как ко когда кого
кому которая которого которое которой котором которому которую которые который которым которых
кроме кто куда ли либо лишь любой мало между менее меня мне много мной могут мое может можно мои
мой моя мы на над надо нам нами например нас наш наша наше нашего нашей наши наших не него нее ней
нем нему нет ни никогда ним ними них но нужно о об обо один одна однако одни одно около он она они
оно от откуда очень перед по под пока после потом потому почему поэтому при про против ради с сам
сама сами само самый свое своего своей свои своих свой своя себе себя сейчас сквозь сколько со
собой среди та так такая также такие таких такое такой там твой те тебе тебя тем теперь тех то
тогда того тоже той только том тому тот тут ты у уже хотя чего чем чему через что чтобы эта эти
этим этих это этого этой этом этому этот я является являются)";

inline constexpr std::string_view serbian = R"(
a ako ali bez bi bih bila bili bilo bio biti bude budu ce cemo ciji cu da do dok druga druge drugi
ga gde i iako ih ili im ima imaju isti isto iz iza izmedu ja je jer joj jos kad kada kako kao ko
kod koja koje kojeg kojem koji kojih kojim kojima kojoj koliko kroz li manje me mene meni mi mogu
moj moze mu na nad nam nas nasa nase ne nego neka neke neki nekoliko ni nije nisu niti njega
njegov njen njih njihov njihova njima njoj no o ob od oko on ona onaj one oni ono osim ova ovaj
ovde ove ovi ovih ovim ovo ovog ovom pa po pod pred prema pri protiv putem radi s sa sada sam samo
se sebe si smo sta ste sto su svaka svaki sve svi svih svoj svoja svoje svojih svoju ta tada taj
tako takode tamo te ti tih tim to tog tokom tom treba u uz vam vas vec vi vise vrlo za zasto zbog)";

inline constexpr std::string_view spanish = R"(
a ademas ahora al algun alguna algunas alguno algunos alli ante antes aquel aquella aquellas
aquello aquellos aqui asi aun aunque bajo cada como con contra cual cuales cuando cuanto cuya
cuyas cuyo cuyos de debe deben del desde despues donde durante e el ella ellas ello ellos embargo
en entonces entre era eran es esa esas ese eso esos esta estaba estado estan estar estas este esto
estos fue fueron ha haber habia hace hacer hacia han hasta hay he hemos la las le les lo los mas
me mediante menos mi mia mientras mio mis misma mismas mismo mismos mucha muchas mucho muchos muy
ni ningun ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros nunca o os otra otras
otro otros para pero poco por porque puede pueden pues que quien quienes se sea sean segun ser
sera seran si sido siempre siendo sin sino sobre solamente solo somos son soy su sus suya suyo tal
tales tambien tampoco tan tanto te tener ti tiene tienen toda todas todavia todo todos tras tu tus
tuyo u un una unas unos usted ustedes vosotros vuestro y ya yo)";

inline constexpr std::string_view swedish = R"(
all alla allt andra annan annat antingen att av bara bland blev bli blir blivit både bör de dem
den denna deras dess dessa dessutom det detta dig din dock du där därför då efter eftersom ej
eller en endast enligt er ett från få för före genom gör göra ha hade haft han hans har henne
hennes hon honom hos hur här i igen in inga ingen inget innan inte jag kan kunde man med medan
mellan men mer mest mig min mina mindre mitt mot mycket många måste ner ni nu när någon något
några och också om oss per på samma samt sedan sig sin sina sitt själv ska skall skulle som så
sådan sådana sådant till under upp ut utan vad var vara varav varför varit varje vars vem vi vid
vilka vilken vilket vill ville vår våra vårt än är även över)";

inline constexpr std::string_view tamil = R"(
அங்கே அதன் அதிக அதில் அது அந்த அனைத்து அப்போது அல்லது அவரது அவர் அவர்கள் அவை ஆக ஆகிய ஆகும் ஆனாலும்
ஆனால் இங்கே இடையே இதன் இதில் இது இந்த இப்போது இருக்கிறது இருக்கும் இருந்தது இருந்து இல்லாமல் இல்லை
இவர் இவர்கள் இவை உங்கள் உடன் உள்ள உள்ளது உள்ளன எங்கள் எங்கே எது எந்த என எனவே என் என்ன என்பது என்ற
என்று எப்படி எப்போது எல்லா எவ்வளவு ஏனெனில் ஏன் ஒரு ஒவ்வொரு கீழ் குறித்து கூட கொண்ட கொண்டு சில
செய்து செய்ய செய்யப்பட்ட செய்யும் தனது தன் நமது நாங்கள் நான் நாம் நீ நீங்கள் பற்றி பல பின் பிறகு
போன்ற போல மட்டும் மற்றும் மிக மிகவும் முடியும் முன் மூலம் மேலும் மேல் யார் வரை வேண்டும்)";

inline constexpr std::string_view thai = R"(
กว่า กัน กับ การ ก็ ก่อน ขณะ ของ ขึ้น ควร ความ คือ คุณ จะ จาก จึง ฉัน ซึ่ง ด้วย ตาม ต่อ ต้อง ถึง
ถูก ถ้า ทั้ง ทำ ทำไม ที่ ที่สุด ทุก นอกจาก นั้น นี้ น้อย บน บาง ผม ผ่าน พวก มัน มา มาก มี ยัง รวม
ระหว่าง ลง ว่า สามารถ สำหรับ หรือ หลัง หลาย หาก อยู่ อย่าง อย่างไร ออก อะไร อัน อาจ อีก อื่น เขา
เข้า เช่น เดียวกัน เท่านั้น เธอ เนื่องจาก เป็น เพราะ เพียง เพื่อ เมื่อ เรา เอง แก่ แต่ แต่ละ และ
แล้ว โดย ใคร ใต้ ใน ให้ ได้ ไป ไม่ ไหน)";

inline constexpr std::string_view turkish = R"(
altında ama ancak arasında artık aynı az bana bazı başka ben beni benim beri bile bir birkaç
birçok biz bize bizi bizim bu buna bunda bundan bunlar bunların bunu bunun böyle bütün da daha de
değil diye diğer dolayı doğru eden eder ederek edilen edilir en etmek etti eğer fakat gibi göre
hakkında hangi hem henüz hep her herhangi hiç hiçbir idi ile imiş ise için içinde işte kadar karşı
kaç kendi kendisi ki kim lakin mi mu mü mı nasıl ne neden nerede nereye niye niçin o olan olarak
oldu olduğu olduğunu olmak olması olup olur ona onda ondan onlar onların onu onun pek rağmen
sadece sana sen seni senin siz size sizi sizin sonra tarafından tüm var ve veya ya yahut yalnızca
yani yapılan yine yok çok çünkü önce öyle üzere üzerinde üzerine şayet şu şunlar şöyle)";

inline constexpr std::string_view ukrainian = R"(
а або але б багато без би був буде будуть будь була були було бути більш більше біля в вам вас ваш
весь вже ви вона вони воно все всього вся всі всім всіх від він да де для до дуже ж же з за завжди
зараз звідки зокрема зі й його йому кого кожен кожна кожного коли кому крім куди лише мало мене
менш менше мені ми мною може можна можуть моя моє мої між мій на навіть навіщо над нам нами нас
наш наша наше наших нашого нашої наші не немає нею ним ними них нього ньому ні ніж ній о об один
одна однак одне перед по поки потрібно при про проте проти під після сам сама само самі свого своя
своє своєї свої своїх свій себе серед скільки собою собі та так така таке такий таких також такі
там твій те тебе теж тепер ти тим тих тобі того тоді той тому треба тут ті тільки тієї у хоча хто
це цей цим цих цього цьому ця ці цієї через чи чого чому ще що щоб я як яка яке який яким яких
якого якому якої яку якщо які є і із інша інший інших інші їй їм їх її)";

inline constexpr std::string_view urdu = R"(
آپ اب اس ان انہوں اور اوپر اپنا اپنی اپنے اگر ایسے ایک بعد بغیر بلکہ بھی بہت تب تم تمام تو تک تھا
تھی تھے جا جاتا جاتی جاتے جانا جب جس جسے جن جو جہاں جیسے درمیان دوسرے ذریعے رہا رہی رہے زیادہ ساتھ
سب سکتا سکتی سکتے سے صرف طرح طور لئے لیکن لیے مختلف مگر میرا میں نہ نہیں نیچے نے والا والی والے وہ
وہاں پر پہلے کئی کا کب کتنا کر کرتا کرتے کرنا کرنے کسی کم کو کوئی کون کچھ کہ کہاں کی کیا کیسے
کیونکہ کیوں کیے کے گئی گئے گیا ہم ہمارا ہماری ہمارے ہو ہوئی ہوئے ہوا ہوتا ہوتی ہوتے ہونا ہونے ہی
ہیں ہے یا یہ یہاں)";

inline constexpr std::string_view vietnamese = R"(
ai anh bao bà bạn bằng bị bởi chiếc cho chúng chưa chỉ chị con cuộc các cái còn có cùng cũng cả
cần của do dù dưới em giữa gì hay hoặc hãy hơn họ khi khác không kia là lên lại mà mình mọi mỗi
một ngoài nhau nhiều như nhưng nhất nhằm những nào này nên nó nếu phải qua quá ra rất rằng rồi sao
sau sẽ sự ta theo thêm thì thế trong trên trước tuy tôi tại tất tới từng việc và vài vào vì vẫn
vậy về với vừa xuống ít ông đang đâu đây đã đó được đến đều để ấy ở)";

}  // namespace quire::text::stop_words
