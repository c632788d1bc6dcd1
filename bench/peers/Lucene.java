// Lucene in the way that its documentation teaches; the same program as driver.hpp has it, with
// the number of indexing threads behind the index:
//
//     index CORPUS INDEX THREADS
//     answers INDEX QUERIES
//     search INDEX QUERIES THREADS EVERY
//
// EnglishAnalyzer over title and abstract as one field, BM25, every field of the record stored; what
// is listed stands in doc values too, from which it is fetched in a third of the time.
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

public class Lucene {
    record Asked(String kind, String words, String year) {}

    record Hit(String id, String title) {}

    static final JsonFactory json = new JsonFactory();

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "index" -> index(Path.of(arguments[1]), Path.of(arguments[2]),
                    Integer.parseInt(arguments[3]));
            case "answers" -> answers(Path.of(arguments[1]), Path.of(arguments[2]));
            case "search" -> search(Path.of(arguments[1]), Path.of(arguments[2]),
                    Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static Field listed(String key, String value) {
        return new BinaryDocValuesField(key, new BytesRef(value));
    }

    /** A field of a document that was found. */
    static String listed(String key, LeafReaderContext part, int document) throws IOException {
        BinaryDocValues values = DocValues.getBinary(part.reader(), key);
        return values.advanceExact(document - part.docBase)
                ? values.binaryValue().utf8ToString() : "";
    }

    static Document document(String line) throws IOException {
        Document document = new Document();
        try (JsonParser parser = json.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        document.add(new StoredField(key, parser.getText()));
                    }
                    continue;
                }
                String value = parser.getText();
                switch (key) {
                    case "id", "year" -> {
                        document.add(new StringField(key, value, Field.Store.YES));
                        if (key.equals("id")) document.add(listed(key, value));
                    }
                    case "title", "abstract" -> {
                        document.add(new StoredField(key, value));
                        if (key.equals("title")) document.add(listed(key, value));
                        document.add(new TextField("text", value, Field.Store.NO));
                    }
                    default -> document.add(new StoredField(key, value));
                }
            }
        }
        return document;
    }

    static void index(Path corpus, Path path, int threads) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setSimilarity(new BM25Similarity());
        try (IndexWriter writer = new IndexWriter(new MMapDirectory(path), config);
                BufferedReader lines = Files.newBufferedReader(corpus)) {
            together(threads, () -> {
                while (true) {
                    String line;
                    synchronized (lines) {
                        line = lines.readLine();
                    }
                    if (line == null) return null;
                    writer.addDocument(document(line));
                }
            });
            writer.commit();
        }
    }

    /** Runs the same work in several threads and waits for all of them. */
    static void together(int threads, Callable<Void> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < threads; ++i) running.add(pool.submit(work));
        for (Future<Void> one : running) one.get();
        pool.shutdown();
    }

    static IndexSearcher open(Path path) throws IOException {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(path)));
        searcher.setSimilarity(new BM25Similarity());
        return searcher;
    }

    static List<Hit> find(IndexSearcher searcher, QueryParser parser, Asked asked)
            throws Exception {
        Query query = parser.parse(
                asked.kind.equals("and") ? asked.words.replace(" ", " AND ")
                : asked.kind.equals("phrase") ? '"' + asked.words + '"'
                : asked.words);
        if (!asked.year.isEmpty()) {
            query = new BooleanQuery.Builder()
                    .add(query, BooleanClause.Occur.MUST)
                    .add(new TermQuery(new Term("year", asked.year)), BooleanClause.Occur.FILTER)
                    .build();
        }
        List<LeafReaderContext> parts = searcher.getIndexReader().leaves();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
            LeafReaderContext part = parts.get(ReaderUtil.subIndex(hit.doc, parts));
            hits.add(new Hit(listed("id", part, hit.doc), listed("title", part, hit.doc)));
        }
        return hits;
    }

    static QueryParser parser() {
        return new QueryParser("text", new EnglishAnalyzer());
    }

    static List<Asked> queries(Path path, int every) throws IOException {
        List<Asked> queries = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : Files.readAllLines(path)) {
            String[] columns = line.split("\t", -1);
            if ((seen.merge(columns[0], 1, Integer::sum) - 1) % every == 0) {
                queries.add(new Asked(columns[0], columns[1], columns[2]));
            }
        }
        return queries;
    }

    static void answers(Path path, Path file) throws Exception {
        IndexSearcher searcher = open(path);
        QueryParser parser = parser();
        int number = 0;
        for (Asked query : queries(file, 1)) {
            StringBuilder ids = new StringBuilder();
            for (Hit hit : find(searcher, parser, query)) {
                if (ids.length() > 0) ids.append(',');
                ids.append('"')
                        .append(JsonStringEncoder.getInstance().quoteAsString(hit.id))
                        .append('"');
            }
            System.out.printf("{\"what\":\"answers\",\"engine\":\"lucene\",\"query\":%d,"
                    + "\"kind\":\"%s\",\"words\":\"%s\",\"ids\":[%s]}%n",
                    number++, query.kind, query.words, ids);
        }
    }

    static void search(Path path, Path file, int threads, int every) throws Exception {
        List<Asked> queries = queries(file, every);
        long start = System.nanoTime();
        IndexSearcher searcher = open(path);
        find(searcher, parser(), queries.get(0));
        System.out.printf("{\"what\":\"open\",\"engine\":\"lucene\",\"micros\":%.3f}%n",
                (System.nanoTime() - start) / 1e3);
        // The compiler needs many calls until the code is as fast as it gets.
        QueryParser parser = parser();
        long warm = System.nanoTime() + 10_000_000_000L;
        do {
            for (Asked query : queries) find(searcher, parser, query);
        } while (System.nanoTime() < warm);
        timeAlone(searcher, queries);
        if (threads > 1) timeTogether(searcher, queries, threads);
    }

    static void timeAlone(IndexSearcher searcher, List<Asked> queries) throws Exception {
        QueryParser parser = parser();
        Map<String, List<Double>> micros = new TreeMap<>();
        for (Asked query : queries) {
            long start = System.nanoTime();
            find(searcher, parser, query);
            micros.computeIfAbsent(query.kind, kind -> new ArrayList<>())
                    .add((System.nanoTime() - start) / 1e3);
        }
        micros.forEach((kind, times) -> System.out.printf(
                "{\"what\":\"queries\",\"engine\":\"lucene\",\"kind\":\"%s\",\"micros\":%s}%n",
                kind, times));
    }

    static void timeTogether(IndexSearcher searcher, List<Asked> queries, int threads)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        together(threads, () -> {
            QueryParser parser = parser();
            for (int i = next.getAndIncrement(); i < queries.size(); i = next.getAndIncrement()) {
                find(searcher, parser, queries.get(i));
            }
            return null;
        });
        System.out.printf("{\"what\":\"throughput\",\"engine\":\"lucene\",\"threads\":%d,"
                + "\"queries\":%d,\"seconds\":%.6f}%n",
                threads, queries.size(), (System.nanoTime() - start) / 1e9);
    }
}
