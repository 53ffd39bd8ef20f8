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
  abdallah abdou abdoulaye adama aminata ayse bintou catarina duarte elif emre fatih fatou fatoumata fernando filipa gulsen hatice joao luis mamadou mehmet miguel mounia mustafa nassim nassima ousmane paulo pedro rui salim seyma souad thi tiago yusuf zeynep zineb`.split(
    /\s+/,
  ),
);
