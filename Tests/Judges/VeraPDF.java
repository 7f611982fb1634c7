import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Holds files to flavours of PDF/A and PDF/UA by veraPDF.
 *
 * usage: java -cp … VeraPDF.java FLAVOUR[,FLAVOUR] FILE…
 *
 * A line for each flavour of each file: flavour, file, and then rule and message of each fault, apart by tabs.
 */
public class VeraPDF {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int index = 1; index < arguments.length; index++) {
            for (String name : arguments[0].split(",")) {
                List<String> line = new ArrayList<>(List.of(name, arguments[index]));
                line.addAll(faults(PDFAFlavour.byFlavourId(name), arguments[index]));
                System.out.println(String.join("\t", line));
            }
        }
    }

    private static List<String> faults(PDFAFlavour flavour, String file) {
        List<String> faults = new ArrayList<>();
        try (InputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
                faults.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
                faults.add(clean(assertion.getMessage() + " @ " + assertion.getLocation().getContext()));
            }
            if (!result.isCompliant() && faults.isEmpty()) faults.addAll(List.of("NOT-COMPLIANT", "no rule named"));
        } catch (Exception fault) {
            faults.addAll(List.of("NOT-PDF", clean(fault.toString())));
        }
        return faults;
    }

    private static String clean(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
