/** Common given names in France, folded: they help to tell « Thomas Martin » from « Martin Thomas », never alone. */
export const givenNames: ReadonlySet<string> = new Set(
  `adele adeline adrien agathe agnes ahmed aicha aime aimee alain alban albert alexandra alexandre alexia alexis ali alice alicia aline alix amandine
  amelie amina amine amir anais anas andre andrea andree angela angele angelina angelique anissa anita anne annette annick annie anthony antoine antoinette antonin
  antonio anouk ariane armand armelle arnaud arthur assia astrid aude audrey augustin aurelia aurelie aurelien aurore axel axelle aya aymeric baptiste barbara basile bastien beatrice
  benedicte benjamin benoit berangere berenice bernadette bernard bertrand bilal blanche blandine boris brice brigitte bruno camille candice carine carla carmen carole
  caroline catherine cathy cecile cecilia cedric celeste celia celine cesar chantal charlene charles charline charlotte chloe christel christelle christian
  christiane christine christophe cindy claire clara clarisse claude claudette claudia claudie claudine clea clelia clemence clement clementine clotilde colette coline constance
  constantin coralie corentin corinne cynthia cyprien cyril cyrille damien daniel daniele danielle danny daphne david deborah delphine denis denise diane didier
  djamel djamila dominique dorian doriane dorothee dylan edgar edith edouard edwige elena eleonore eliane elias elie eliette elina eliott elisa elisabeth elise ella elodie eloise elsa
  emeline emeric emile emilie emilien emma emmanuel emmanuelle enzo eric erika erwan estelle esteban esther ethan etienne eugene eugenie eva evelyne fabien fabienne
  fabrice fanny farid farida fatiha fatima fatma faustine felicie felix ferdinand fernand fernande flavie flora florence florent florian floriane francine francis francois
  francoise franck frank fred frederic frederique gabin gabriel gabriele gabrielle gael gaelle gaetan gaspard genevieve geoffroy georges georgette gerald geraldine gerard
  germaine ghislain ghislaine gilbert gilberte gilles gina ginette gisele gregoire gregory guillaume gustave guy gwenaelle gwendoline habib hakim hamid hamza hanna hannah hassan helena
  helene heloise henri henriette herve hicham hortense hubert hugo hugues ibrahim ibtissem idriss ilyes imane ines ingrid irene iris isaac isabelle isaline ismael ivan
  jacky jacqueline jacques jade james jamila janine jasmine jean jeanine jeanne jeannette jeremie jeremy jerome jessica jessy joachim joan joel joelle johan johanna john
  jonathan jordan joris jose josephe joseph josephine josette joshua josiane josselin josselyne judith jules julia julian juliane julie julien julienne juliette justin justine
  kader kamel karen karim karima karine katia keltoum kenza kevin khadija khaled killian laetitia laila lamia lara latifa laura laure laureen laurence laurene laurent laurie laurine
  lea leila lena leo leon leonie leopold leslie liam lila lilian liliane lilou lina linda line lionel lisa lise loic lola lorraine louane louis louise louna luc luca lucas lucette lucie
  lucien lucienne lucile lucille ludivine ludovic lydia lydie lylou madeleine madeline mael maelle maelys magali magalie magaly magdalena mahdi maja malek malik malika malo manon manuel manuela marc marcel
  marceline marcelle margaux margot marguerite maria mariam marianne marie marielle marina marine marinette mario marion marius marjolaine marjorie marlene marthe martial martin martine
  mary maryline maryse maryvonne massimo mateo mathias mathieu mathilde mathis mathys matthias matthieu maud maurice mauricette max maxence maxime may mehdi melanie melina melissa mercedes meryem
  michael michel michele micheline michelle mickael mila milan mireille miriam mohamed mohammed moise monia monique morgan morgane mounir mourad muriel murielle mustapha myriam mylene nabil nadege
  nadia nadine naima nathalie nathan nawel nelly nicolas nicole nina noa noah noe noel noelle noemie nolan nolwenn nora nordine norbert nour odette odile olga olivia olivier ombeline ondine
  oceane omar orlane oscar ornella pablo pascal pascale pascaline patrice patricia patrick paul paula paulette pauline perrine philippe philomene pierre pierrette pierrick prisca priscilla quentin rachel
  rachid rachida rafael rania raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee ricardo richard rita robert roberte robin rodolphe rodrigue roger roland rolande romain romane romaric romeo romuald
  ronan rosa rosalie rose roselyne rosine roxane ruben ryan sabine sabrina sacha said salima salome sam samantha sami samia samir samira samuel sandra sandrine sara sarah sasha saul savannah sebastien
  selim selma serge severine sidonie simon simone sofia sofiane soizic solange solene soline sonia sophia sophie soraya stanislas stella stephan stephane stephanie steve steven suzanne suzie sybille sylvain sylvaine
  sylvette sylviane sylvie tanguy tania tatiana teddy teo tess thea theo theodore theophile therese thibaud thibault thierry thimothee thomas tiffany timeo timothee titouan tom tony toufik ugo ursule valentin valentine valerie
  vanessa vera veronique vicky victoire victor victoria vincent violaine violette virgile virginie viviane vladimir walid wendy wilfried william xavier yacine yael yamina yann yannick yasmina yasmine yassine yohan yohann yoann
  yolande youcef younes youssef ysaline yvan yves yvette yvon yvonne zacharie zelie zhor zoe zohra zora
  abdallah abdou abdoulaye adama aminata ayse bintou catarina duarte elif emre fatih fatou fatoumata fernando filipa gulsen hatice joao luis mamadou mehmet miguel mounia mustafa nassim nassima ousmane paulo pedro rui salim seyma souad thi tiago yusuf zeynep zineb
  abdel abdelaziz abdelhak abdelkader abdelkrim abdellah abderrahim abderrahmane abdoul achraf adam adem adil adja agnieszka ahlem aida aissa aissata
  aissatou akim alassane aldo alessandra alessandro alex alfred alicja aliou alyssa amadou amanda amar ambre amel amelia amira anaelle anatole andrei
  andreia angelo anna annabelle annaelle anselme antonella apolline arlette armindo arnold aron assane assiya astou aurea auriane avril awa ayoub aziz
  azouz bachir badis bakary beatriz belinda benedetta benito bernadetta bettina bianca bineta binta blaise boubacar bouchra brahim brandon briac brian
  bruna calixte calvin camelia camilla capucine carl carlo carlos carmelo carolina cassandra cassandre celestin celestine chaima charly cheikh cherif
  chiara chiraz chrystele chrystelle claudio clelie cleo cleophee clorinde cora coraline corine cosette cosima coumba cristina dalila damian dana daria
  dario delia deniz denys diana diego dimitri dina djibril dolores domenico donatien dora dounia driss eddy edna eduardo edwin eleanor elenore elia
  eliana eliot elisabete elisee elliot elma eloi elouan elvire elyes elyne emerance emerick emna enora enrique erick ernest ernestine ervin esma ethel
  euphrasie evan evann eve evie fadila faiza fantine faouzi faouzia farah fares fatouma fernanda fiona flavien flavio florentin florentine florine fode
  fouad fouzia franca francesca francesco francisca francisco frederica gaetane garance gary gauthier gautier gemma geoffrey geoffroi georgina giacomo
  gianni gilda giovanni giulia giuseppe gladys gloria gontran gracieuse graziella greta gwenael gwendal gwenola habiba hacene hadrien hafida hafsa haja
  hakima halima hamadi hamed hana hania haroun hatem hayat hayet hedi hela henrik hermance hermine hind hocine honore houda houria huguette ibtissam
  idir ieva igor ikram ilan ilana ilhan iliana ilias ilona imad imen imene inaya ioana irina irma isaie isaure ismahane ismail issa issam itziar ivana
  jacinthe jackie jamal jamel janette janis jannick jaoued jasmina javier jawad jelena jennifer jenny jeremias jihane jimmy joana jocelyn jocelyne
  johann johnny jonas jorge joseane josephina josue juan juana judicael juliana julianne juliano juliet kadiatou kadija kais kamal kamelia kamilia
  karamoko karelle karin karl karol kassandra katarina katell kathy katy kelly kenan kenny kevan khalid khalil kheira kim kimberly klara koffi kristina
  lahcen lakhdar lamine lana lassana laszlo latifah laurane laureline laurianne layla leandre leandro leane lenaic lenny leonard leonardo leonor
  leontine lillian lily linh lino lionnel lisandro livia loane loann lorenzo lorine loris lou louay loubna louisette lounes lubin luciana luciano
  lucinda ludmila luigi luisa luiz lukas luna lyes lyna lyse madjid mae maeline maeva mahmoud maia maimouna maissa maite malcolm manel manfred manolo
  mansour manuella marco marcos margaret margarida margarita margerie mariama marian mariana mariano mariella mariline marilyn marilyne marisa marlon
  maroua marouane marta martina marvin maryam masha mateus matheo mathurin mattis maureen maurine maximilien maximin maya mayeul medhi medine meissa
  melchior melinda melodie meriem merieme merlin messaoud mia michal michela mickaelle mikael mikhail milena milene milo mina minh mirabelle miranda
  miryam moctar modeste moez mohammad mohand mokhtar mona monika montaine mouna moussa moustapha muhammed myrtille nabila nacer nacera nada nael naelle
  nahel nahla naim najat najet najib najoua nancy naomi narcisse nasser natacha natalia natalie nathanael nawal nayla nelson nesrine nestor nicky
  nicoletta nicolette nikola nils ninon nizar noam noelia nouhaila noura noureddine nouria nuno octave octavie odilon olivette olympe omayma omer
  ophelie oriane ornelle othmane ouarda oumaima oumar oumou paloma paola paolo pape paquita paulin pawel peggy pelagie penelope petronille pietro
  priscille prune quitterie rabah rabia rachelle raissa ralph ramata ramzi raphaella rayan rayane razika reda redouane regina reinaldo renata renato
  rhita rim roberto rocco rocio rodrigo rokia romina ronald ronny rosario rosemonde rosetta roxanne rozenn ryma saad saadia sabah sabri safia safiatou
  saida salah salem saliha sally salma salomon salvatore samba sammy sanaa sandie sandro sandy sanjay santiago santina sarra savinien sekou selena senda
  serena sergio seydou shaima sheila shirley sidi sidonia siham sihem silvia silvio simao simeon sirine slimane sohane solal solenn solenne souhaila
  soukaina souleymane stacy stefan stefania stefano stephania sterenn susana sven svetlana sybil sylvia sylvio syrine tamara tanya taous tarik tayeb
  telma teresa tessa thais thanh theodora thiago tibo tidiane tierno timothe timothy tina tobias toma tomas tristan tycia ulysse uriel ursula vadim
  valeria valeriane valery vanina vasco venceslas vianney vicente victorine vilma vincenzo violeta vitor vittoria wael wafa wafaa wahiba walter wanda
  warda wassila wassim wesley widad wilhelm willy wissam xaviere xenia yacoub yaelle yahia yamine yanick yanis yannis yassin yassir yazid yohanna
  yohanne yolanda yoni youna younous yousra youssouf yuna yuri yvain yvana zackary zahia zahra zaineb zakaria zara zeinab zeineb zelda ziad zied
  zinedine zita zoltan zoubida zouhair zoulikha anh`.split(/\s+/),
);
